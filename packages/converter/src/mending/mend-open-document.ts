import type { ZipPart } from "../preflight/zip-archive.ts";
import { withoutHiddenPrintRanges } from "./hidden-open-sheets.ts";
import { sheetsHidden } from "./hidden-sheets.ts";
import { ReferenceTargets } from "./open-references.ts";
import { withOwnNameInFields } from "./own-name.ts";
import {
  hasOneOf,
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartEdit,
  type PartReader,
  type ReadPart,
  withEdits,
} from "./part-reader.ts";
import { withSavedOpenDates } from "./saved-dates.ts";
import { shownNotes, signsOfNotes } from "./shown-notes.ts";
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
  const changes = hasOneOf(content, ["changed-region"]) ? countChanges(content.xml) : 0;
  const hasIndex =
    isOn(choice, "indexes") && hasOneOf(content, ["<text:table-of-content", "<text:alphabetical-index "]);
  const styles = await reader.read("styles.xml");
  const parts = styles === undefined ? [content] : [content, styles];
  const isSheet = hasOneOf(content, ["<office:spreadsheet"]);
  const hidden =
    isSheet && hasOneOf(content, ['table:display="false"', "table:display='false'"])
      ? withoutHiddenPrintRanges(content.xml)
      : { count: 0 };
  const notes =
    isSheet && isOn(choice, "notes") && hasOneOf(content, signsOfNotes) ? shownNotes(content.xml) : [];
  const edits = [
    ...(hidden.count > 0 && isOn(choice, "hiddenSheets") ? [hiddenSheets] : []),
    ...(choice.dates === "saved" ? [savedDates] : []),
    ...(isOn(choice, "references") ? savedReferences(parts) : []),
    ...(isOn(choice, "names") ? [ownName(content, choice)] : []),
  ];
  const changed = new Map<ZipPart, Buffer>();
  for (const part of parts) {
    const text = withEdits(part, edits);
    if (text !== undefined) changed.set(part.part, Buffer.from(text));
  }
  return {
    changed,
    warnings: sheetsHidden(hidden.count),
    needs: {
      ...(changes > 0 && { changes }),
      ...(notes.length > 0 && { notes }),
      ...(hasIndex && { indexes: "empty" }),
    },
  };
}

function savedReferences(parts: readonly ReadPart[]): PartEdit[] {
  if (!parts.some((part) => hasOneOf(part, signsOfReferences))) return [];
  const targets = new ReferenceTargets();
  for (const part of parts) targets.add(part.xml);
  return [{ signs: signsOfReferences, edited: (xml) => targets.withSavedReferences(xml) }];
}

function ownName(content: ReadPart, { name }: MendingChoice): PartEdit {
  const isText = hasOneOf(content, ["<office:text"]);
  return { signs: ["<text:file-name"], edited: (xml) => withOwnNameInFields(xml, { name, isText }) };
}
