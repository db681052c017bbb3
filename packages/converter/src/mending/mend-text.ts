import { visitStartTags } from "../preflight/xml-tags.ts";
import type { ZipPart } from "../preflight/zip-archive.ts";
import { withFilledIndexes } from "./empty-indexes.ts";
import {
  hasOneOf,
  type MendedParts,
  type MendingChoice,
  type PartReader,
  type ReadPart,
} from "./part-reader.ts";
import { withSavedOpenDates, withSavedWordDates } from "./saved-dates.ts";
import { countChanges } from "./tracked-changes.ts";

/** Words of which a document has one that has anything to be looked at. Finding them costs next to nothing. */
const signsOfChanges = [":ins ", ":del ", ":moveFrom ", "PrChange "];
const signsOfDates = ["DATE", "TIME"];
const signsOfIndexes = [">TOC", " TOC ", '"TOC', "'TOC", ":dirty="];

export async function mendWordText(reader: PartReader, { dates }: MendingChoice): Promise<MendedParts> {
  const document = await reader.read("word/document.xml");
  if (document === undefined) return { needs: {} };
  const changes = hasOneOf(document, signsOfChanges) ? countChanges(document.xml) : 0;
  const found = hasOneOf(document, signsOfIndexes)
    ? withFilledIndexes(document.xml)
    : { document: undefined, asksForUpdate: false };
  const asksForUpdate = found.asksForUpdate || (await settingsAskForUpdate(reader));
  const isFilled = found.document !== undefined && document.isUtf8;
  const indexes = asksForUpdate ? "all" : isFilled ? "empty" : undefined;
  const changed = new Map(isFilled ? [[document.part, Buffer.from(found.document)]] : []);
  if (dates === "saved")
    for (const part of await wordParts(reader, document)) {
      if (!part.isUtf8 || !hasOneOf(part, signsOfDates)) continue;
      const text = part === document ? (found.document ?? part.xml) : part.xml;
      const saved = withSavedWordDates(text);
      if (saved !== undefined) changed.set(part.part, Buffer.from(saved));
    }
  return {
    changed,
    needs: { ...(changes > 0 && { changes }), ...(indexes !== undefined && { indexes }) },
  };
}

/** What has text that is printed. */
async function wordParts(reader: PartReader, document: ReadPart): Promise<ReadPart[]> {
  const parts = [document];
  for (const { name } of reader.archive.parts) {
    if (!/^word\/(header|footer)\d*\.xml$/i.test(name)) continue;
    const part = await reader.read(name);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

async function settingsAskForUpdate(reader: PartReader): Promise<boolean> {
  const settings = await reader.read("word/settings.xml");
  if (settings === undefined || !hasOneOf(settings, ["updateFields"])) return false;
  let asks = false;
  visitStartTags(settings.xml, (tag) => {
    if (tag.name === "updateFields") asks = !/^(0|false|off)$/.test(tag.attribute("val") ?? "");
  });
  return asks;
}

/** LibreOffice itself knows an index that is empty, once it has opened the text. */
export async function mendOpenDocument(reader: PartReader, { dates }: MendingChoice): Promise<MendedParts> {
  const content = await reader.read("content.xml");
  if (content === undefined) return { needs: {} };
  const changes = hasOneOf(content, ["changed-region"]) ? countChanges(content.xml) : 0;
  const hasIndex = hasOneOf(content, ["<text:table-of-content", "<text:alphabetical-index "]);
  const changed = new Map<ZipPart, Buffer>();
  for (const part of [content, dates === "saved" ? await reader.read("styles.xml") : undefined]) {
    if (dates !== "saved" || !part?.isUtf8 || !hasOneOf(part, ["<text:date", "<text:time"])) continue;
    const saved = withSavedOpenDates(part.xml);
    if (saved !== undefined) changed.set(part.part, Buffer.from(saved));
  }
  return {
    changed,
    needs: { ...(changes > 0 && { changes }), ...(hasIndex && { indexes: "empty" }) },
  };
}
