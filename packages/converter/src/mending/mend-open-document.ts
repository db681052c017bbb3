import { readFileSync, statSync, writeFileSync } from "node:fs";
import type { Warning } from "@platen/core";
import type { Needs } from "../preflight/needs.ts";
import type { ZipPart } from "../preflight/zip-archive.ts";
import { signsOfFileNames, withOwnNameInOpenFormulas } from "./file-name-formulas.ts";
import { withoutHiddenPrintRanges } from "./hidden-open-sheets.ts";
import { sheetsHidden } from "./hidden-sheets.ts";
import type { Mended } from "./mended.ts";
import { ReferenceTargets } from "./open-references.ts";
import { withOwnNameInFields } from "./own-name.ts";
import {
  hasOneOf,
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartEdit,
  type PartReader,
  type ReadText,
  textOf,
  withEdits,
} from "./part-reader.ts";
import { withSavedOpenDates } from "./saved-dates.ts";
import { shownNotes, signsOfNotes } from "./shown-notes.ts";
import { defaultLanguage } from "./text-language.ts";
import { countChanges } from "./tracked-changes.ts";

const signsOfReferences = [
  "<text:bookmark-ref",
  "<text:reference-ref",
  "<text:note-ref",
  "<text:sequence-ref",
];
const savedDates: PartEdit = { signs: ["<text:date", "<text:time"], edited: withSavedOpenDates };
const hiddenSheets: PartEdit = {
  signs: ["table:print-ranges"],
  edited: (xml) => withoutHiddenPrintRanges(xml).content,
};

/** LibreOffice itself knows an index that is empty, once it has opened the text. */
export async function mendOpenDocument(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const content = await reader.read("content.xml");
  if (content === undefined) return { needs: {} };
  const styles = await reader.read("styles.xml");
  const parts = styles === undefined ? [content] : [content, styles];
  const { edits, ...found } = lookAtContent(content, parts, choice);
  const changed = new Map<ZipPart, Buffer>();
  for (const part of parts) {
    const text = withEdits(part, edits);
    if (text !== undefined) changed.set(part.part, Buffer.from(text));
  }
  return { changed, ...found };
}

/** A larger one is left as it is. */
const maxFlatBytes = 16_777_216;

/** The same of a document that is one file of XML: writes a copy of `path` where something is to be set right. */
export function mendFlatDocument(path: string, to: string, choice: MendingChoice): Mended {
  if (statSync(path).size > maxFlatBytes) return { isCopied: false, warnings: [], needs: {} };
  const content = textOf(readFileSync(path));
  const { edits, ...found } = lookAtContent(content, [content], choice);
  const text = withEdits(content, edits);
  if (text !== undefined) writeFileSync(to, text, { flag: "wx", mode: 0o600 });
  return { isCopied: text !== undefined, ...found };
}

interface ContentFound {
  readonly edits: readonly PartEdit[];
  readonly warnings: readonly Warning[];
  readonly needs: Needs;
}

function lookAtContent(content: ReadText, parts: readonly ReadText[], choice: MendingChoice): ContentFound {
  const changes = hasOneOf(content, ["changed-region"]) ? countChanges(content.xml) : 0;
  const hasIndex =
    isOn(choice, "indexes") && hasOneOf(content, ["<text:table-of-content", "<text:alphabetical-index "]);
  const isSheet = hasOneOf(content, ["<office:spreadsheet"]);
  const hidden =
    isSheet && hasOneOf(content, ['table:display="false"', "table:display='false'"])
      ? withoutHiddenPrintRanges(content.xml)
      : { count: 0 };
  const named = choice.isPrinted && isOn(choice, "language") && hasOneOf(content, ["<office:presentation"]);
  const language = named ? defaultLanguage(parts.at(-1) ?? content) : undefined;
  const notes =
    isSheet && isOn(choice, "notes") && hasOneOf(content, signsOfNotes) ? shownNotes(content.xml) : [];
  return {
    edits: [
      ...(hidden.count > 0 && isOn(choice, "hiddenSheets") ? [hiddenSheets] : []),
      ...(choice.dates === "saved" ? [savedDates] : []),
      ...(isOn(choice, "references") ? savedReferences(parts) : []),
      ...(isOn(choice, "names") ? [ownName(content, choice)] : []),
      ...(isOn(choice, "names") && isSheet && choice.keepsFormulas !== true ? [nameInFormulas(choice)] : []),
    ],
    warnings: sheetsHidden(hidden.count),
    needs: {
      ...(changes > 0 && { changes }),
      ...(language !== undefined && { language }),
      ...(notes.length > 0 && { notes }),
      ...(hasIndex && { indexes: "empty" }),
    },
  };
}

function savedReferences(parts: readonly ReadText[]): PartEdit[] {
  if (!parts.some((part) => hasOneOf(part, signsOfReferences))) return [];
  const targets = new ReferenceTargets();
  for (const part of parts) targets.add(part.xml);
  return [{ signs: signsOfReferences, edited: (xml) => targets.withSavedReferences(xml) }];
}

function nameInFormulas({ name }: MendingChoice): PartEdit {
  return { signs: signsOfFileNames, edited: (xml) => withOwnNameInOpenFormulas(xml, name) };
}

function ownName(content: ReadText, { name }: MendingChoice): PartEdit {
  const isText = hasOneOf(content, ["<office:text"]);
  return { signs: ["<text:file-name"], edited: (xml) => withOwnNameInFields(xml, { name, isText }) };
}
