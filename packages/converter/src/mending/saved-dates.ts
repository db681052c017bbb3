import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Of Word: a date that changes when the document is opened, or that LibreOffice does not know. */
const dateField = /^\s*(DATE|TIME|SAVEDATE|PRINTDATE)(\s|$)/i;
/** Nobody nests fields so deep. */
const maxDepth = 100;
const maxInstructionLetters = 200;

interface OpenField {
  instruction: string;
  /** Its beginning, middle and end, as far as nothing else stands in them. */
  marks: number;
  readonly cuts: XmlEdit[];
  hasSeparator: boolean;
  hasResult: boolean;
}

/**
 * Dates of a Word document as they were saved: of each field that would change when it is opened only what it shows is
 * left. Takes a part, in one pass from left to right; undefined where there is nothing to change.
 */
export function withSavedWordDates(xml: string): string | undefined {
  const fields: OpenField[] = [];
  const edits: XmlEdit[] = [];
  let simple: StartTag | undefined;
  visitStartTags(xml, (tag) => {
    const field = fields.at(-1);
    if (tag.name === "fldChar") edits.push(...passMark(xml, tag, fields));
    else if (tag.name === "instrText") addInstruction(xml, tag, field);
    else if (tag.name === "t" && field?.hasSeparator === true) field.hasResult = true;
    else if (tag.name === "fldSimple") {
      if (simple !== undefined) simple = undefined;
      else if (dateField.test(tag.attribute("instr") ?? "")) simple = tag;
    }
    if (tag.name === "t" && simple !== undefined) {
      edits.push(...withoutElement(xml, simple, tag.end));
      simple = undefined;
    }
  });
  return edited(xml, edits);
}

function passMark(xml: string, tag: StartTag, fields: OpenField[]): XmlEdit[] {
  const kind = tag.attribute("fldCharType");
  // One with content belongs to a form.
  const cut = xml[tag.end - 2] === "/" ? [{ at: tag.start, to: tag.end, text: "" }] : [];
  if (kind === "begin") {
    if (fields.length < maxDepth)
      fields.push({ instruction: "", marks: cut.length, cuts: cut, hasSeparator: false, hasResult: false });
    return [];
  }
  const field = fields.at(-1);
  if (field === undefined) return [];
  field.cuts.push(...cut);
  field.marks += cut.length;
  if (kind === "separate") field.hasSeparator = true;
  if (kind !== "end") return [];
  fields.pop();
  const parent = fields.at(-1);
  if (parent?.hasSeparator === true && field.hasResult) parent.hasResult = true;
  return field.hasResult && field.marks === 3 && dateField.test(field.instruction) ? field.cuts : [];
}

function addInstruction(xml: string, tag: StartTag, field: OpenField | undefined): void {
  if (field === undefined || field.hasSeparator) return;
  const end = `</${tag.fullName}>`;
  const close = xml.slice(tag.end, tag.end + maxInstructionLetters).indexOf(end);
  if (close === -1) return;
  field.instruction = (field.instruction + xml.slice(tag.end, tag.end + close)).slice(
    0,
    maxInstructionLetters,
  );
  field.cuts.push({ at: tag.start, to: tag.end + close + end.length, text: "" });
}

/** What holds a date is at most so long. */
const maxElementLetters = 4_000;

/** Leaves the element's content: its end is the next that is called so behind `from`. */
function withoutElement(xml: string, tag: StartTag, from: number): XmlEdit[] {
  const end = `</${tag.fullName}>`;
  const close = xml.slice(from, from + maxElementLetters).indexOf(end);
  if (close === -1) return [];
  return [
    { at: tag.start, to: tag.end, text: "" },
    { at: from + close, to: from + close + end.length, text: "" },
  ];
}

/** The same of a slide, where the field becomes an ordinary piece of text. */
export function withSavedSlideDates(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.name !== "fld" || !(tag.attribute("type") ?? "").startsWith("datetime")) return;
    const [start, end] = withoutElement(xml, tag, tag.end);
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
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    // One that others share is theirs, too.
    if (tag.name !== "f" || tag.attribute("t") !== undefined || xml[tag.end - 2] === "/") return;
    const end = `</${tag.fullName}>`;
    const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
    if (close === -1 || !/\b(TODAY|NOW)\(/i.test(xml.slice(tag.end, tag.end + close))) return;
    const to = tag.end + close + end.length;
    if (/^<(?:\w+:)?v>/.test(xml.slice(to, to + 40))) edits.push({ at: tag.start, to, text: "" });
  });
  return edited(xml, edits);
}
