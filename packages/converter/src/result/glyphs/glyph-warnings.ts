import type { Warning } from "@platen/core";
import type { MissingGlyphs } from "./missing-glyphs.ts";

/** Of the scripts that miss most. */
const mostScripts = 20;

/** Tells of the boxes in a PDF, so that nobody has to look for them. */
export function glyphWarnings(missing: readonly MissingGlyphs[]): Warning[] {
  return missing.slice(0, mostScripts).map(({ script, count }) => {
    const what = script === "symbols" ? "symbol" : `${script} character`;
    const subject = count === 1 ? `1 ${what} is a box` : `${count} ${what}s are boxes`;
    const message = `${subject}, because no font here has them. Install a font; npm run doctor knows packages for many scripts.`;
    return { code: "glyphs_missing", message, count, values: { script } };
  });
}
