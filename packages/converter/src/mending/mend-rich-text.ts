import { readFileSync, statSync, writeFileSync } from "node:fs";
import { type DefaultPaper, richTextPaper } from "./default-paper.ts";
import type { Mended } from "./mended.ts";
import { referredBookmark } from "./missing-references.ts";
import { isOn, type MendingChoice } from "./part-reader.ts";
import { type RichTextFacts, readRichText } from "./rich-text-fields.ts";
import { isSavedDate } from "./saved-dates.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Of a larger text, with large pictures in it, nothing is mended. */
const maxBytes = 67_108_864;
const signsOfContent = ["\\fldinst", "\\revised", "\\deleted"];

/** Writes a copy of the RTF text `path` where something is to be set right. */
export function mendRichText(path: string, to: string, choice: MendingChoice): Mended {
  const untouched = { isCopied: false, warnings: [], needs: {} };
  if (statSync(path).size > maxBytes) return untouched;
  const bytes = readFileSync(path);
  const namesPaper = !isOn(choice, "paper") || bytes.includes("\\paperw") || bytes.includes("\\pgwsxn");
  const hasContent = signsOfContent.some((sign) => bytes.includes(sign));
  if (namesPaper && !hasContent) return untouched;
  const rtf = bytes.toString("latin1");
  const facts = hasContent ? readRichText(rtf) : noFacts;
  const links =
    choice.isPrinted &&
    isOn(choice, "links") &&
    facts.fields.some(({ instruction }) => /^\s*HYPERLINK/i.test(instruction));
  const ownName =
    isOn(choice, "namesInTexts") &&
    facts.fields.some(({ instruction }) => /^\s*FILENAME\b[^"]*\\p/i.test(instruction));
  const changed = edited(rtf, [
    ...(namesPaper ? [] : paperEdits(rtf, choice.paper)),
    ...facts.fields.filter((field) => isFrozen(field, facts, choice)).flatMap(({ cuts }) => cuts),
  ]);
  if (changed !== undefined) writeFileSync(to, changed, { encoding: "latin1", flag: "wx", mode: 0o600 });
  const { changes } = facts;
  return {
    isCopied: changed !== undefined,
    warnings: [],
    needs: { ...(changes > 0 && { changes }), ...(links && { links }), ...(ownName && { ownName }) },
  };
}

const noFacts: RichTextFacts = { fields: [], bookmarks: new Set(), changes: 0 };

function isFrozen(
  { instruction, hasResult }: RichTextFacts["fields"][number],
  { bookmarks }: RichTextFacts,
  choice: MendingChoice,
): boolean {
  const bookmark = isOn(choice, "references") ? referredBookmark(instruction) : undefined;
  if (bookmark !== undefined && !bookmarks.has(bookmark)) return true;
  return choice.dates === "saved" && isSavedDate(instruction, hasResult);
}

function paperEdits(rtf: string, paper: DefaultPaper): XmlEdit[] {
  const head = /^\{\\rtf\d* ?/.exec(rtf)?.[0].length;
  return head === undefined ? [] : [{ at: head, to: head, text: richTextPaper(paper) }];
}
