import type { ValueMistake } from "../problems/invalid-value-error.ts";

/** What an archive format forbids, and LibreOffice would leave out without a word. `pointer` leads to the options. */
export function archiveMistakes(options: Readonly<Record<string, unknown>>, pointer = "#"): ValueMistake[] {
  if (options.pdfa === undefined || options.addOriginalDocumentAsStream !== true) return [];
  const detail = "PDF/A takes no other document in: leave out either pdfa or addOriginalDocumentAsStream.";
  return ["pdfa", "addOriginalDocumentAsStream"].map((name) => ({ pointer: `${pointer}/${name}`, detail }));
}
