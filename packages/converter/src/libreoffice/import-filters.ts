import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type SourceFormat, sourceFormats } from "@platen/core";
import type { LibreOffice } from "./find-libreoffice.ts";

/** Formats whose extension no filter names: they are told by what they hold. */
const toldByContent: ReadonlySet<SourceFormat> = new Set([
  "ppsm",
  "pict",
  "uot",
  "uos",
  "uop",
  "uof",
] as const);

/** The formats for which a LibreOffice has no import filter, or not the library that its filter needs. */
export function lackedFormats(office: Pick<LibreOffice, "program">): SourceFormat[] {
  const known = importedExtensions(office);
  // Nothing was found: then nothing is known of it.
  if (known.size === 0) return [];
  const formats = Object.keys(sourceFormats) as SourceFormat[];
  const lacked = formats.filter((format) => !known.has(format) && !toldByContent.has(format));
  return hasDatabaseDrivers(office) ? lacked : [...new Set([...lacked, "dbf" as const])];
}

/** The extensions of all types for which the registry has an import filter. */
export function importedExtensions({ program }: Pick<LibreOffice, "program">): Set<string> {
  const types = new Map<string, string>();
  const imported = new Set<string>();
  for (const registry of registriesOf(program)) {
    for (const node of registry.split('<node oor:name="')) {
      const name = node.slice(0, node.indexOf('"'));
      const extensions = valueIn(node, "Extensions");
      if (extensions !== undefined) types.set(name, extensions);
      const type = valueIn(node, "Type");
      if (type !== undefined && valueIn(node, "Flags")?.split(" ").includes("IMPORT")) imported.add(type);
    }
  }
  return new Set([...imported].flatMap((type) => types.get(type)?.toLowerCase().split(/[ ;]+/) ?? []));
}

function valueIn(node: string, property: string): string | undefined {
  const start = node.indexOf(`<prop oor:name="${property}"`);
  const tag = start === -1 ? -1 : node.indexOf(">", start);
  return tag === -1 || node[tag - 1] === "/"
    ? undefined
    : /^\s*<value>([^<]*)</.exec(node.slice(tag + 1))?.[1];
}

function registriesOf(program: string): string[] {
  for (const folder of ["../share/registry", "../Resources/registry"]) {
    const path = join(dirname(program), folder);
    const files = namesIn(path).filter((name) => name.endsWith(".xcd"));
    if (files.length > 0) return files.map((name) => readFileSync(join(path, name), "utf8"));
  }
  return [];
}

/** None where there is no such folder. */
function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function hasDatabaseDrivers({ program }: Pick<LibreOffice, "program">): boolean {
  return namesIn(dirname(program)).some((name) => /^libdbase(lo)?\.(so|dylib)$/.test(name));
}
