import type { ZipPart } from "../preflight/zip-archive.ts";
import { ReferenceTargets } from "./open-references.ts";
import {
  hasOneOf,
  type MendedParts,
  type MendingChoice,
  type PartReader,
  type ReadPart,
} from "./part-reader.ts";
import { withSavedOpenDates } from "./saved-dates.ts";
import { countChanges } from "./tracked-changes.ts";

const signsOfReferences = [
  "<text:bookmark-ref",
  "<text:reference-ref",
  "<text:note-ref",
  "<text:sequence-ref",
];

/** LibreOffice itself knows an index that is empty, once it has opened the text. */
export async function mendOpenDocument(reader: PartReader, { dates }: MendingChoice): Promise<MendedParts> {
  const content = await reader.read("content.xml");
  if (content === undefined) return { needs: {} };
  const changes = hasOneOf(content, ["changed-region"]) ? countChanges(content.xml) : 0;
  const hasIndex = hasOneOf(content, ["<text:table-of-content", "<text:alphabetical-index "]);
  const styles = await reader.read("styles.xml");
  const parts = styles === undefined ? [content] : [content, styles];
  const edits = [...(dates === "saved" ? [savedDates] : []), ...savedReferences(parts)];
  const changed = new Map<ZipPart, Buffer>();
  for (const part of parts) {
    if (!part.isUtf8) continue;
    let text: string | undefined;
    for (const edit of edits) if (hasOneOf(part, edit.signs)) text = edit.edited(text ?? part.xml) ?? text;
    if (text !== undefined) changed.set(part.part, Buffer.from(text));
  }
  return {
    changed,
    needs: { ...(changes > 0 && { changes }), ...(hasIndex && { indexes: "empty" }) },
  };
}

/** A change of a part that has one of these words. */
interface PartEdit {
  readonly signs: readonly string[];
  edited(xml: string): string | undefined;
}

const savedDates: PartEdit = { signs: ["<text:date", "<text:time"], edited: withSavedOpenDates };

function savedReferences(parts: readonly ReadPart[]): PartEdit[] {
  if (!parts.some((part) => hasOneOf(part, signsOfReferences))) return [];
  const targets = new ReferenceTargets();
  for (const part of parts) targets.add(part.xml);
  return [{ signs: signsOfReferences, edited: (xml) => targets.withSavedReferences(xml) }];
}
