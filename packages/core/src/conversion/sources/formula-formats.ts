import { openDocument, rowsOf, sunXml } from "./format-facts.ts";

/** Equations, each a document of its own. */
export const formulaFormats = rowsOf(
  "formula",
  {
    odf: `${openDocument}.formula`,
    mml: "application/mathml+xml",
    sxm: `${sunXml}.math`,
  },
  "libreoffice-math",
);
