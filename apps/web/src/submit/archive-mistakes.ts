import type { ValueMistake } from "../problems/invalid-value-error.ts";

/** What makes no sense in claims of a PDF, and would be left out without a word. `pointer` leads to the options. */
export function archiveMistakes(options: Readonly<Record<string, unknown>>, pointer = "#"): ValueMistake[] {
  if (options.verify === true && options.pdfa === undefined && options.pdfua !== true)
    return [{ pointer: `${pointer}/verify`, detail: "verify checks a claim: ask for pdfa or pdfua, too." }];
  if (options.pdfa === undefined || options.addOriginalDocumentAsStream !== true) return [];
  const detail = "PDF/A takes no other document in: leave out either pdfa or addOriginalDocumentAsStream.";
  return ["pdfa", "addOriginalDocumentAsStream"].map((name) => ({ pointer: `${pointer}/${name}`, detail }));
}
