import { visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** What a formula is written in is at most so long. */
const maxFormulaLetters = 8_192;
/** `CELL("filename")`, also of another cell. A reference has no parentheses. */
const ownFile = /\bCELL\(\s*(?:"|&quot;|&#34;)filename(?:"|&quot;|&#34;)\s*(?:[,;][^()"]{0,200})?\)/gi;

export const signsOfFileNames: readonly string[] = ["CELL(", "cell(", "Cell("];

/**
 * A workbook of Excel whose formulas show the document's name as LibreOffice writes it, with the uploaded name in the place
 * of the folder in which it lies here. Takes a sheet's part, in one pass from left to right.
 */
export function withOwnNameInFormulas(xml: string, name: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.name !== "f" || xml[tag.end - 2] === "/") return;
    const close = xml.slice(tag.end, tag.end + maxFormulaLetters).indexOf("</");
    if (close === -1) return;
    const to = tag.end + close;
    const text = withName(xml.slice(tag.end, to), {
      name,
      regex: "_xlfn.ORG.LIBREOFFICE.REGEX",
      separator: ",",
    });
    if (text !== undefined) edits.push({ at: tag.end, to, text });
  });
  return edited(xml, edits);
}

/** The same of OpenDocument, where a formula is an attribute. */
export function withOwnNameInOpenFormulas(xml: string, name: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    const formula = tag.fullName === "table:table-cell" ? tag.attribute("formula") : undefined;
    if (formula === undefined || formula.length > maxFormulaLetters) return;
    const text = withName(formula, { name, regex: "ORG.LIBREOFFICE.REGEX", separator: ";" });
    const at = text === undefined ? -1 : xml.slice(tag.start, tag.end).indexOf(formula);
    if (text !== undefined && at !== -1)
      edits.push({ at: tag.start + at, to: tag.start + at + formula.length, text });
  });
  return edited(xml, edits);
}

interface Writing {
  readonly name: string;
  /** How the function is called there. */
  readonly regex: string;
  readonly separator: string;
}

function withName(formula: string, { name, regex, separator }: Writing): string | undefined {
  const shown = `'file:///${name.replace(/[\\$]/g, "\\$&").replaceAll('"', '""')}'#`;
  const text = formula.replace(ownFile, (call) =>
    [`${regex}(${call}`, quoted("^'.*'#"), `${quoted(shown)})`].join(separator),
  );
  return text === formula ? undefined : text;
}

function quoted(text: string): string {
  return `"${text}"`.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
