import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Whether of a field only what it shows is to be left. */
export type IsFrozen = (instruction: string, hasResult: boolean) => boolean;

/** Nobody nests fields so deep. */
const maxDepth = 100;
/** More of an instruction is not needed to know what it is. */
const maxInstructionLetters = 200;
/** A field in one element is at most so long. */
const maxElementLetters = 4_000;

interface OpenField {
  instruction: string;
  readonly cuts: XmlEdit[];
  /** Something else stands in one of its marks, which belongs to a form. */
  isForm: boolean;
  hasSeparator: boolean;
  hasResult: boolean;
}

/**
 * Leaves of the fields of a Word document that are to be frozen only what they show. Takes a part, in one pass from left
 * to right; undefined where there is nothing to change.
 */
export function withFrozenFields(xml: string, isFrozen: IsFrozen): string | undefined {
  const fields: OpenField[] = [];
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    const field = fields.at(-1);
    if (tag.name === "fldChar") edits.push(...passMark(xml, tag, fields, isFrozen));
    else if (tag.name === "instrText") addInstruction(xml, tag, field);
    else if (tag.name === "t" && field?.hasSeparator === true) field.hasResult = true;
    else if (tag.name === "fldSimple") edits.push(...frozenElement(xml, tag, isFrozen));
  });
  return edited(xml, edits);
}

function passMark(xml: string, tag: StartTag, fields: OpenField[], isFrozen: IsFrozen): XmlEdit[] {
  const kind = tag.attribute("fldCharType");
  const end = `</${tag.fullName}>`;
  const isOpen = xml[tag.end - 2] !== "/";
  const isForm = isOpen && !xml.startsWith(end, tag.end);
  const cut = { at: tag.start, to: isOpen ? tag.end + end.length : tag.end, text: "" };
  if (kind === "begin") {
    if (fields.length < maxDepth)
      fields.push({ instruction: "", cuts: [cut], isForm, hasSeparator: false, hasResult: false });
    return [];
  }
  const field = fields.at(-1);
  if (field === undefined) return [];
  field.cuts.push(cut);
  field.isForm ||= isForm;
  if (kind === "separate") field.hasSeparator = true;
  if (kind !== "end") return [];
  fields.pop();
  const parent = fields.at(-1);
  if (parent?.hasSeparator === true && field.hasResult) parent.hasResult = true;
  return !field.isForm && isFrozen(field.instruction, field.hasResult) ? field.cuts : [];
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

/** Leaves of a field in one element its content. Where one holds another, the inner one is looked at by itself. */
function frozenElement(xml: string, tag: StartTag, isFrozen: IsFrozen): XmlEdit[] {
  const instruction = tag.attribute("instr") ?? "";
  if (!isFrozen(instruction, true)) return [];
  const start = { at: tag.start, to: tag.end, text: "" };
  if (xml[tag.end - 2] === "/") return isFrozen(instruction, false) ? [start] : [];
  const end = `</${tag.fullName}>`;
  const rest = xml.slice(tag.end, tag.end + maxElementLetters);
  const close = rest.indexOf(end);
  const content = rest.slice(0, Math.max(0, close));
  if (close === -1 || content.includes(`<${tag.fullName}`)) return [];
  if (!/<(?:\w+:)?t[\s>]/.test(content) && !isFrozen(instruction, false)) return [];
  const at = tag.end + close;
  return [start, { at, to: at + end.length, text: "" }];
}
