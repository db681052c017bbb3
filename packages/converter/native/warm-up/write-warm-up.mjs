import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deck } from "./deck.mjs";
import { sheet } from "./sheet.mjs";
import { storedZip } from "./stored-zip.mjs";
import { text } from "./text.mjs";

const documents = { "deck.pptx": deck, "text.docx": text, "sheet.xlsx": sheet };

/** Writes the documents that the template process converts when it starts. One for each program is enough: see docs/benchmarks.md. */
export async function writeWarmUp(folder) {
  await mkdir(folder, { recursive: true });
  for (const [name, parts] of Object.entries(documents))
    await writeFile(join(folder, name), storedZip(parts));
}
