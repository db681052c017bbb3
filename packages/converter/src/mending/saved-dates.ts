import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Of Word: a date that changes when the document is opened, or that LibreOffice does not know. */
const dateField = /^\s*(DATE|TIME|SAVEDATE|PRINTDATE)(\s|$)/i;

/** Of a field of Word: whether it shows a date that would change, and shows one. */
export function isSavedDate(instruction: string, hasResult: boolean): boolean {
  return hasResult && dateField.test(instruction);
}

/** What holds a date is at most so long. */
const maxElementLetters = 4_000;

/** Leaves the element's content. */
function withoutElement(xml: string, tag: StartTag): XmlEdit[] {
  const end = `</${tag.fullName}>`;
  const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
  if (close === -1) return [];
  const at = tag.end + close;
  return [
    { at: tag.start, to: tag.end, text: "" },
    { at, to: at + end.length, text: "" },
  ];
}

/** Dates of a slide as they were saved: the field becomes an ordinary piece of text. */
export function withSavedSlideDates(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.name !== "fld" || !(tag.attribute("type") ?? "").startsWith("datetime")) return;
    const [start, end] = withoutElement(xml, tag);
    if (start === undefined || end === undefined) return;
    const run = `${tag.fullName.slice(0, -"fld".length)}r>`;
    edits.push({ ...start, text: `<${run}` }, { ...end, text: `</${run}` });
  });
  return edited(xml, edits);
}

/** The same of OpenDocument, whose fields can be told to stay. */
export function withSavedOpenDates(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    const isDate = tag.fullName === "text:date" && tag.attribute("date-value") !== undefined;
    const isTime = tag.fullName === "text:time" && tag.attribute("time-value") !== undefined;
    if ((!isDate && !isTime) || tag.attribute("fixed") !== undefined) return;
    const at = tag.start + 1 + tag.fullName.length;
    edits.push({ at, to: at, text: ' text:fixed="true"' });
  });
  return edited(xml, edits);
}

/** The same of a sheet: of a cell that shows today or now only the value is left. */
export function withSavedSheetDates(xml: string): string | undefined {
  return withSavedValues(xml, /\b(TODAY|NOW)\(/i);
}

/** The same of cells that show in which file they are: LibreOffice names a folder of the server, and in its own way. */
export function withSavedFileNames(xml: string): string | undefined {
  return withSavedValues(xml, /\bCELL\(\s*(?:"|&quot;|&#34;)filename/i);
}

function withSavedValues(xml: string, formulas: RegExp): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    // One that others share is theirs, too.
    if (tag.name !== "f" || tag.attribute("t") !== undefined || xml[tag.end - 2] === "/") return;
    const end = `</${tag.fullName}>`;
    const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
    if (close === -1 || !formulas.test(xml.slice(tag.end, tag.end + close))) return;
    const to = tag.end + close + end.length;
    if (/^<(?:\w+:)?v>/.test(xml.slice(to, to + 40))) edits.push({ at: tag.start, to, text: "" });
  });
  return edited(xml, edits);
}
