import { copyFile, lstat, mkdir, opendir } from "node:fs/promises";
import { join } from "node:path";

/** A document has few sheets or pictures; a LibreOffice that it controls may leave any number of files. */
const mostFiles = 10_000;

/** Copies what LibreOffice left, if it is plain files; nothing where there is nothing or too much of it. */
export async function takeResults(from: string, to: string): Promise<string[]> {
  const paths: string[] = [];
  const names = await namesIn(from);
  if (names.length > 0) await mkdir(to, { mode: 0o700 });
  for (const name of names) {
    const facts = await lstat(join(from, name)).catch(() => undefined);
    if (!facts?.isFile() || facts.nlink !== 1) continue;
    await copyFile(join(from, name), join(to, name));
    paths.push(join(to, name));
  }
  return paths;
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) if (names.push(name) > mostFiles) return [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return names;
}
