import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it. One at a time: where a folder is there and takes none, such as /proc, Node's own way
 * never comes to an end. Fails with what the system says.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!(await isThere(folder))) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const one of missing.reverse())
    await mkdir(one).catch((error: NodeJS.ErrnoException) => {
      // Another result needed it, too.
      if (error.code !== "EEXIST") throw error;
    });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
