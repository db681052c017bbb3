import { createWordFile, wordNamespaces } from "./word-file.ts";
import { escapeXml, xmlHead } from "./xml.ts";

const wordprocessingml = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A text with the equation `left = right` between two words. */
export function createEquation(left: string, right: string): Uint8Array {
  const run = (text: string) => `<m:r><m:t>${escapeXml(text)}</m:t></m:r>`;
  const equation = `<m:oMath>${run(left)}${run("=")}${run(right)}</m:oMath>`;
  return createWordFile({ body: `<w:p>${plainRun("before ")}${equation}${plainRun(" after")}</w:p>` });
}

/** Paragraphs that are numbered in words, such as "First" (`ordinalText`) or "Article One" (`cardinalText`). */
export function createNumberedInWords(
  format: "ordinalText" | "cardinalText",
  label: string,
  texts: readonly string[],
): Uint8Array {
  const level =
    `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${escapeXml(label)}"/>` +
    '<w:lvlJc w:val="left"/><w:rPr><w:lang w:val="en-US"/></w:rPr></w:lvl>';
  const content =
    `${xmlHead}<w:numbering ${wordNamespaces}><w:abstractNum w:abstractNumId="1">${level}</w:abstractNum>` +
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>';
  const numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>';
  return createWordFile({
    body: texts.map((text) => `<w:p>${numbered}${plainRun(text)}</w:p>`).join(""),
    parts: [{ kind: "numbering", name: "numbering.xml", type: `${wordprocessingml}.numbering+xml`, content }],
  });
}

/** A narrow column of hyphenated text in this language. */
export function createHyphenated(text: string, language: string): Uint8Array {
  const narrow = '<w:pPr><w:ind w:right="6800"/><w:jc w:val="both"/></w:pPr>';
  const run = `<w:r><w:rPr><w:lang w:val="${language}"/></w:rPr><w:t>${escapeXml(text)}</w:t></w:r>`;
  return createWordFile({ body: `<w:p>${narrow}${run}</w:p>`, settings: "<w:autoHyphenation/>" });
}

/** Long lines, which break where they would on a printer if `usesPrinter`: letters are a little wider or narrower there. */
export function createPrinterText(usesPrinter: boolean): Uint8Array {
  const text = "the quick brown fox jumps over the lazy dog while five wizards box with vex ".repeat(20);
  const font = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>';
  const paragraph = (halfPoints: number) =>
    `<w:p><w:r><w:rPr>${font}<w:sz w:val="${halfPoints}"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
  const settings = usesPrinter ? "<w:compat><w:usePrinterMetrics/></w:compat>" : "";
  return createWordFile({ body: [17, 19, 21, 23, 25].map(paragraph).join(""), settings });
}

function plainRun(text: string): string {
  return `<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}
