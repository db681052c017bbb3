import { type FileHandle, open } from "node:fs/promises";

/** LibreOffice writes the catalog right before its table of objects, and plainly. */
const nearBytes = 16_384;
const endBytes = 64;

/**
 * Says in a PDF of LibreOffice in which language it is, in the place of the one that is named there. What does not fit is
 * named without its country; where no language stands, nothing is changed.
 */
export async function sayLanguage(path: string, language: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const end = await readAt(file, Math.max(0, size - endBytes), endBytes);
    const table = Number(/startxref\s+(\d{1,15})\s/.exec(end)?.[1] ?? 0);
    const from = Math.max(0, Math.min(table, size) - nearBytes);
    const before = await readAt(file, from, Math.min(table, size) - from);
    const catalog = before.lastIndexOf("/Type/Catalog");
    const named = catalog === -1 ? null : /\/Lang\(([A-Za-z0-9-]*)\)/.exec(before.slice(catalog));
    if (named === null) return;
    const [whole, said = ""] = named;
    const fitting = [language, language.split("-", 1)[0] ?? ""].find(({ length }) => length <= said.length);
    if (fitting === undefined) return;
    await file.write(`/Lang(${fitting})`.padEnd(whole.length), from + catalog + named.index, "latin1");
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString("latin1", 0, bytesRead);
}
