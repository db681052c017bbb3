import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

interface OpenField {
  instruction: string;
  /** The last tag in a run behind which something may be put that LibreOffice takes for what the field shows. */
  last: StartTag | undefined;
  hasSeparator: boolean;
  hasResult: boolean;
}

export interface Indexes {
  /** The document with something in each table of contents that is still empty; undefined where none is. */
  readonly document: string | undefined;
  /** A field says of itself that it is out of date. */
  readonly asksForUpdate: boolean;
}

/**
 * Of an empty table of contents of a Word document LibreOffice keeps nothing that could be updated. Takes the
 * document's part and puts a blank into each, in one pass from left to right.
 */
export function withFilledIndexes(xml: string): Indexes {
  const fields: OpenField[] = [];
  const insertions: XmlEdit[] = [];
  let asksForUpdate = false;
  visitStartTags(xml, (tag) => {
    if (tag.name === "fldChar") {
      asksForUpdate ||= /^(1|true|on)$/.test(tag.attribute("dirty") ?? "");
      const ended = passMark(xml, tag, fields);
      if (ended !== undefined) insertions.push(ended);
    } else if (tag.name === "instrText") addInstruction(xml, tag, fields);
    else if (tag.name === "fldSimple") {
      const replaced = fullField(xml, tag);
      if (replaced !== undefined) insertions.push(replaced);
    } else if (isContent.has(tag.name)) for (const field of fields) field.hasResult ||= field.hasSeparator;
  });
  return { document: edited(xml, insertions), asksForUpdate };
}

const isContent = new Set(["t", "drawing", "pict", "object", "sym"]);
/** Nobody nests fields so deep. */
const maxDepth = 100;
/** More of an instruction is not needed to know what it is. */
const maxInstructionLetters = 200;

/** The beginning, middle or end of a field; what is to be put in where it ends empty. */
function passMark(xml: string, tag: StartTag, fields: OpenField[]) {
  const kind = tag.attribute("fldCharType");
  const field = fields.at(-1);
  if (kind === "begin") {
    if (fields.length < maxDepth)
      fields.push({ instruction: "", last: undefined, hasSeparator: false, hasResult: false });
  } else if (kind === "separate" && field !== undefined) {
    field.hasSeparator = true;
    field.last = tag;
  } else if (kind === "end" && field !== undefined) {
    fields.pop();
    if (field.hasResult) addResult(fields.at(-1));
    else if (field.last !== undefined && isIndex(field.instruction)) return filling(xml, field, field.last);
  }
  return undefined;
}

function filling(xml: string, { hasSeparator }: OpenField, last: StartTag) {
  const at = endOfRun(xml, last);
  if (at === -1) return undefined;
  const prefix = prefixOf(last);
  return { at, to: at, text: (hasSeparator ? "" : mark(prefix, "separate")) + blank(prefix) };
}

function addResult(field: OpenField | undefined): void {
  if (field?.hasSeparator === true) field.hasResult = true;
}

function addInstruction(xml: string, tag: StartTag, fields: OpenField[]): void {
  const field = fields.at(-1);
  if (field === undefined || field.hasSeparator) return;
  const end = Math.min(xml.indexOf("<", tag.end), tag.end + maxInstructionLetters);
  if (field.instruction.length < maxInstructionLetters) field.instruction += xml.slice(tag.end, end);
  field.last = tag;
}

function isIndex(instruction: string): boolean {
  return /^\s*TOC(\s|$)/i.test(instruction);
}

/** Behind the run in which the tag stands, which holds nothing else that ends so. */
function endOfRun(xml: string, tag: StartTag): number {
  const end = `</${prefixOf(tag)}r>`;
  const found = xml.slice(tag.end, tag.end + maxRunLetters).indexOf(end);
  return found === -1 ? -1 : tag.end + found + end.length;
}

const maxRunLetters = 2_000;

/** A field in one element, written in full with a blank; undefined where it is no index or has content. */
function fullField(xml: string, tag: StartTag) {
  const instruction = tag.attribute("instr") ?? "";
  if (!isIndex(instruction)) return undefined;
  const prefix = prefixOf(tag);
  const isClosed = xml[tag.end - 2] === "/";
  const end = `</${prefix}fldSimple>`;
  if (!isClosed && !xml.startsWith(end, tag.end)) return undefined;
  const text = `<${prefix}r><${prefix}instrText>${instruction}</${prefix}instrText></${prefix}r>`;
  return {
    at: tag.start,
    to: isClosed ? tag.end : tag.end + end.length,
    text: mark(prefix, "begin") + text + mark(prefix, "separate") + blank(prefix) + mark(prefix, "end"),
  };
}

function prefixOf({ fullName, name }: StartTag): string {
  return fullName.slice(0, fullName.length - name.length);
}

function mark(prefix: string, kind: string): string {
  return `<${prefix}r><${prefix}fldChar ${prefix}fldCharType="${kind}"/></${prefix}r>`;
}

function blank(prefix: string): string {
  return `<${prefix}r><${prefix}t xml:space="preserve"> </${prefix}t></${prefix}r>`;
}
