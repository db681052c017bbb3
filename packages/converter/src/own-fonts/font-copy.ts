import { chmod, copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { makeTemporaryFolder } from "../temporary-folder.ts";
import { type FontFiles, fontsUnusable } from "./font-files.ts";

/** Fonts as they were at one moment. Nobody writes into them, whatever happens to the files that they were copied from. */
export interface FontCopy {
  /** Everything that must be readable to draw with them. */
  readonly folder: string;
  /** Lines of a configuration of fontconfig that add them. */
  readonly rules: string;
  readonly files: number;
  /** In order; undefined where fontconfig's own tools are not installed. */
  readonly families: readonly string[] | undefined;
  /** Names of files that are no fonts or could not be read. */
  readonly leftOut: readonly string[];
  readonly fingerprint: string;
  remove(): Promise<void>;
}

const patience = { reject: false, timeout: 60_000 } as const;

/**
 * Copies fonts to where every document's process may read them: those of the operator may be closed to other users, be
 * written while they are drawn with, or be gone. Fails with `unavailable` / `fonts_unusable` where there is no room.
 */
export async function copyFonts({ paths, fingerprint }: FontFiles): Promise<FontCopy> {
  const folder = await makeTemporaryFolder("fonts");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const fonts = join(folder, "fonts");
    const cache = join(folder, "cache");
    await mkdir(fonts);
    await mkdir(cache);
    const copied = await copyEach(paths, fonts);
    const scan = await scanFonts(fonts);
    for (const copy of copied.keys()) if (scan?.isFont(copy) === false) await rm(copy);
    const isFont = (copy: string | undefined) => copy !== undefined && scan?.isFont(copy) !== false;
    const copyOf = new Map([...copied].map(([copy, path]) => [path, copy]));
    const leftOut = paths.filter((path) => !isFont(copyOf.get(path))).map((path) => basename(path));
    // Root converts as users of its own, and any other user as itself.
    for (const path of [folder, fonts, cache]) await chmod(path, process.getuid?.() === 0 ? 0o755 : 0o700);
    const rules = `<dir>${escapeXml(fonts)}</dir><cachedir>${escapeXml(cache)}</cachedir>`;
    await makeCache(folder, rules);
    const files = paths.length - leftOut.length;
    return { folder, rules, files, families: scan?.families, leftOut, fingerprint, remove };
  } catch (error) {
    await remove();
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw fontsUnusable(`The fonts of FONTS_PATH cannot be copied to ${folder} (${why}).`, error);
  }
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Under names of its own; gives those that could be read, and from where each comes. */
async function copyEach(paths: readonly string[], folder: string): Promise<Map<string, string>> {
  const copied = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const copy = join(folder, `${index}${extname(path).toLowerCase()}`);
    try {
      await copyFile(path, copy);
      await chmod(copy, 0o644);
      copied.set(copy, path);
    } catch (error) {
      if (!["ENOENT", "EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  return copied;
}

interface FontScan {
  readonly families: readonly string[];
  isFont(path: string): boolean;
}

/** What fontconfig takes for a font. Undefined where its tools are not installed or do not end well. */
async function scanFonts(folder: string): Promise<FontScan | undefined> {
  const format = "%{file}\t%{family[0]}\n";
  const { failed, stdout, exitCode } = await execa("fc-scan", ["--format", format, folder], patience);
  // It ends with 1 where it finds none.
  if (failed && exitCode !== 1) return undefined;
  const rows = stdout.split("\n").map((line) => line.split("\t"));
  const found = new Set(rows.map(([path]) => path));
  const families = new Set(rows.flatMap(([, family = ""]) => (family === "" ? [] : [family])));
  return { families: [...families].sort(), isFont: (path) => found.has(path) };
}

/** So that a LibreOffice that is started for one document need not look into every font. */
async function makeCache(folder: string, rules: string): Promise<void> {
  const FONTCONFIG_FILE = join(folder, "fonts.conf");
  await writeFile(FONTCONFIG_FILE, `<fontconfig>${rules}</fontconfig>`);
  await execa("fc-cache", [], { ...patience, env: { FONTCONFIG_FILE } });
  const cache = join(folder, "cache");
  for (const name of await readdir(cache)) await chmod(join(cache, name), 0o644);
}
