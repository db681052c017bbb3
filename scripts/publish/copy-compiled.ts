import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Copies what was compiled. The compiler leaves the names of sources in types; a reader of the package has none. */
export async function copyCompiled(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    await mkdir(dirname(target), { recursive: true });
    if (!entry.name.endsWith(".d.ts")) await cp(source, target);
    else await writeFile(target, withCompiledNames(await readFile(source, "utf8")));
  }
}

function withCompiledNames(types: string): string {
  return types.replace(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"');
}
