import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { hasOneOf, type PartReader, type ReadPart } from "./part-reader.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** A content control whose end was not met yet. */
interface Control {
  readonly whole: StartTag | undefined;
  /** It is a part of its own kind, such as a table of contents. */
  readonly isPart: boolean;
  readonly content: StartTag;
  /** It is for plain text. */
  readonly plain: StartTag | undefined;
  /** Its text is bound to data, and LibreOffice shows the data. */
  readonly isBound: boolean;
  saved: string;
  /** Whether it stands around paragraphs; undefined before the first that it stands around. */
  isBlock?: boolean;
}

/**
 * A part of Word without those content controls of which LibreOffice shows the text without its look and line breaks: of
 * those around paragraphs only what they stand around is left, and those in a line that are for plain text become such for
 * any. One that is bound to data stays, unless `isStored` knows the saved text. Takes the part in one pass from left to right;
 * undefined where there is nothing to change.
 */
export function withFreeControls(xml: string, isStored: (text: string) => boolean): string | undefined {
  const edits: XmlEdit[] = [];
  const open: Control[] = [];
  let whole: StartTag | undefined;
  let properties: { plain?: StartTag; isBound: boolean; isPart: boolean } | undefined;
  let end = 0;
  let prefix = "";
  const closeBefore = (position: number) => {
    while (open.length > 0 && end !== -1 && end < position) {
      const control = open.pop();
      if (control !== undefined && !control.isPart && (!control.isBound || isStored(control.saved)))
        edits.push(...editsOf(xml, control, { end, prefix }));
      end = xml.indexOf(`</${prefix}sdtContent>`, end + 1);
    }
  };
  visitStartTags(xml, (tag) => {
    closeBefore(tag.start);
    const { name } = tag;
    if (name === "sdt") whole = tag;
    else if (name === "sdtPr") properties = { isBound: false, isPart: false };
    else if (name === "sdtContent") {
      if (xml[tag.end - 2] === "/") return;
      const { plain, isBound = false, isPart = true } = properties ?? {};
      prefix = tag.fullName.slice(0, -"sdtContent".length);
      if (end !== -1 && end < tag.end) end = xml.indexOf(`</${prefix}sdtContent>`, tag.end);
      open.push({ whole, content: tag, plain, isBound, isPart, saved: "" });
      properties = undefined;
      whole = undefined;
    } else if (properties !== undefined) {
      if (name === "dataBinding") properties.isBound = true;
      else if (name === "docPartObj" || name === "docPartList") properties.isPart = true;
      else if (name === "text" && xml[tag.end - 2] === "/") properties.plain = tag;
    } else if (open.length > 0) {
      if (name === "p" || name === "tbl") decide(open, true);
      else if (["r", "hyperlink", "fldSimple", "tr", "tc"].includes(name)) decide(open, false);
      const control = open.at(-1);
      const close = name === "t" && control?.isBound ? xml.indexOf("<", tag.end) : -1;
      if (control !== undefined && close !== -1) control.saved += xml.slice(tag.end, close);
    }
  });
  closeBefore(xml.length);
  return edited(xml, edits);
}

/** Controls around others are like these. */
function decide(open: readonly Control[], isBlock: boolean): void {
  for (let index = open.length - 1; index >= 0; index--) {
    const control = open[index];
    if (control === undefined || control.isBlock !== undefined) return;
    control.isBlock = isBlock;
  }
}

function editsOf(
  xml: string,
  { whole, content, plain, isBlock }: Control,
  { end, prefix }: { readonly end: number; readonly prefix: string },
): XmlEdit[] {
  const ends = `</${prefix}sdtContent></${prefix}sdt>`;
  if (isBlock === true && whole !== undefined && xml.startsWith(ends, end))
    return [
      { at: whole.start, to: content.end, text: "" },
      { at: end, to: end + ends.length, text: "" },
    ];
  return plain === undefined ? [] : [{ at: plain.start, to: plain.end, text: "" }];
}

/** The texts that a document keeps apart for its controls; none are read where no control is bound to data. */
export async function storedTexts(reader: PartReader, parts: readonly ReadPart[]): Promise<Set<string>> {
  const texts = new Set<string>();
  if (!parts.some((part) => hasOneOf(part, ["dataBinding"]))) return texts;
  for (const { name } of reader.archive.parts) {
    if (!/^(?:customXml\/item\d+|docProps\/(?:core|app))\.xml$/i.test(name)) continue;
    const part = await reader.read(name);
    if (part !== undefined) for (const text of elementTexts(part.xml)) texts.add(text);
  }
  return texts;
}

/** The texts of all elements, for `withFreeControls`. */
export function elementTexts(xml: string): Set<string> {
  const texts = new Set<string>();
  for (let at = xml.indexOf(">"); at !== -1; at = xml.indexOf(">", at + 1)) {
    const end = xml.indexOf("<", at);
    if (end === -1) break;
    if (end > at + 1) texts.add(xml.slice(at + 1, end));
    at = end;
  }
  return texts;
}
