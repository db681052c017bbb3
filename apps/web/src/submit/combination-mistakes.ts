import type { ValueMistake } from "../problems/invalid-value-error.ts";

type Given = Readonly<Record<string, unknown>>;

/** What is done to a PDF once it is there; of another form it would be left out without a word. */
const doneToPdfs = [
  ...["merge", "mergeBookmarks", "split", "splitInto", "rotate", "watermark", "stamp", "flatten"],
  ...["metadata", "outline", "embedsMetadata", "optimize", "optimizeImages", "pdfa", "pdfua", "verify"],
] as const;

/** Options that say more about another one, and how that one is asked for. */
const companions: Readonly<Record<string, readonly [option: string, example: string]>> = {
  splitInto: ["split", "split=1-3,4-"],
  mergeBookmarks: ["merge", "merge=true"],
};

/**
 * Options that were asked for and would make no difference, whatever the document is. What only some documents know is
 * passed over, so that many may be sent with the same options. `pointer` leads to the options.
 */
export function combinationMistakes(
  options: Given,
  { format = "pdf" }: Given,
  pointer = "#",
): ValueMistake[] {
  const isAsked = (name: string) => ![undefined, false, "false"].some((none) => options[name] === none);
  if (format !== "pdf")
    return doneToPdfs.filter(isAsked).map((name) => ({
      pointer: `${pointer}/${name}`,
      detail: `${name} belongs to a PDF; leave it out, or ask for pdf.`,
    }));
  return Object.entries(companions).flatMap(([name, [other, example]]) =>
    !isAsked(name) || isAsked(other)
      ? []
      : [{ pointer: `${pointer}/${name}`, detail: `${name} belongs to ${other}: ask for ${example}, too.` }],
  );
}

/** Fields beside the options that say more about another field, and what they would be for. */
const fieldCompanions: Readonly<Record<string, readonly [field: string, detail: string]>> = {
  callbackSecret: ["callbackUrl", "callbackSecret signs what is sent to callbackUrl: give that, too."],
  batchPosition: ["batch", "batchPosition is the place in a batch: give batch, too."],
};

/** A secret that nothing would be signed with, and a place in no batch. */
export function loneFieldMistakes(fields: Given): ValueMistake[] {
  return Object.entries(fieldCompanions).flatMap(([name, [other, detail]]) =>
    fields[name] === undefined || fields[other] !== undefined ? [] : [{ pointer: `#/${name}`, detail }],
  );
}
