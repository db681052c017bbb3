import { visitStartTags } from "../preflight/xml-tags.ts";
import { withFilledIndexes } from "./empty-indexes.ts";
import type { MendedParts, PartReader, ReadPart } from "./part-reader.ts";
import { countChanges } from "./tracked-changes.ts";

/** Words of which a document has one that has anything to be looked at. Finding them costs next to nothing. */
const signsOfChanges = [":ins ", ":del ", ":moveFrom ", "PrChange "];
const signsOfIndexes = [">TOC", " TOC ", '"TOC', "'TOC", ":dirty="];

export async function mendWordText(reader: PartReader): Promise<MendedParts> {
  const document = await reader.read("word/document.xml");
  if (document === undefined) return { needs: {} };
  const changes = hasOneOf(document, signsOfChanges) ? countChanges(document.xml) : 0;
  const found = hasOneOf(document, signsOfIndexes)
    ? withFilledIndexes(document.xml)
    : { document: undefined, asksForUpdate: false };
  const asksForUpdate = found.asksForUpdate || (await settingsAskForUpdate(reader));
  const isFilled = found.document !== undefined && document.isUtf8;
  const indexes = asksForUpdate ? "all" : isFilled ? "empty" : undefined;
  return {
    changed: new Map(isFilled ? [[document.part, Buffer.from(found.document)]] : []),
    needs: { ...(changes > 0 && { changes }), ...(indexes !== undefined && { indexes }) },
  };
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
export async function lookAtOpenDocument(reader: PartReader): Promise<MendedParts> {
  const content = await reader.read("content.xml");
  if (content === undefined) return { needs: {} };
  const changes = hasOneOf(content, ["changed-region"]) ? countChanges(content.xml) : 0;
  const hasIndex = hasOneOf(content, ["<text:table-of-content", "<text:alphabetical-index "]);
  return { needs: { ...(changes > 0 && { changes }), ...(hasIndex && { indexes: "empty" }) } };
}

function hasOneOf({ bytes }: ReadPart, signs: readonly string[]): boolean {
  return signs.some((sign) => bytes.includes(sign));
}
