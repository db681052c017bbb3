import { visitStartTags } from "../preflight/xml-tags.ts";
import type { ZipPart } from "../preflight/zip-archive.ts";
import { countForeignParts, foreignPart, notShown, unknownSymbol } from "./content-not-shown.ts";
import { lacksPaper, withWordPaper } from "./default-paper.ts";
import { withFilledIndexes } from "./empty-indexes.ts";
import { Bookmarks } from "./missing-references.ts";
import {
  hasOneOf,
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartReader,
  type ReadPart,
} from "./part-reader.ts";
import { storedTexts, withFreeControls } from "./plain-controls.ts";
import { hasPlainLink, signsOfLinks } from "./plain-links.ts";
import { isSavedDate } from "./saved-dates.ts";
import { countUnknownSigns, signsOfSymbols, withWordSymbols } from "./symbol-text.ts";
import { countChanges } from "./tracked-changes.ts";
import { type IsFrozen, withFrozenFields } from "./word-fields.ts";

/** Words of which a document has one that has anything to be looked at. Finding them costs next to nothing. */
const signsOfChanges = [":ins ", ":del ", ":moveFrom ", "PrChange "];
const signsOfDates = ["DATE", "TIME"];
const signsOfReferences = ["REF", "ref _"];
const signsOfIndexes = [">TOC", " TOC ", '"TOC', "'TOC", ":dirty="];

export async function mendWordText(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const document = await reader.read("word/document.xml");
  if (document === undefined) return { needs: {} };
  const changes = hasOneOf(document, signsOfChanges) ? countChanges(document.xml) : 0;
  const mendsIndexes = isOn(choice, "indexes");
  const found =
    mendsIndexes && hasOneOf(document, signsOfIndexes)
      ? withFilledIndexes(document.xml)
      : { document: undefined, asksForUpdate: false };
  const asksForUpdate = found.asksForUpdate || (mendsIndexes && (await settingsAskForUpdate(reader)));
  const isFilled = found.document !== undefined && document.isUtf8;
  const indexes = asksForUpdate ? "all" : isFilled ? "empty" : undefined;
  const changed = new Map<ZipPart, Buffer>();
  const parts = [document, ...(await otherParts(reader))];
  const { isFrozen, signs } = frozenFields(parts, choice);
  const freesControls = choice.isPrinted && choice.formFields !== true && isOn(choice, "controls");
  const stored = freesControls ? await storedTexts(reader, parts) : new Set<string>();
  let unknownSymbols = 0;
  for (const part of parts) {
    if (!part.isUtf8) continue;
    let text = part === document && isFilled ? found.document : undefined;
    if (hasOneOf(part, signs)) text = withFrozenFields(text ?? part.xml, isFrozen) ?? text;
    if (freesControls && hasOneOf(part, ["sdtPr"]))
      text = withFreeControls(text ?? part.xml, (saved) => stored.has(saved)) ?? text;
    if (isOn(choice, "symbols") && hasOneOf(part, signsOfSymbols)) {
      const before = text ?? part.xml;
      const after = withWordSymbols(before);
      if (after !== undefined) unknownSymbols += countUnknownSigns(before, after);
      text = after ?? text;
    }
    if (part === document && isOn(choice, "paper") && lacksPaper(part.bytes))
      text = withWordPaper(text ?? part.xml, choice.paper) ?? text;
    if (text !== undefined) changed.set(part.part, Buffer.from(text));
  }
  const links =
    choice.isPrinted &&
    isOn(choice, "links") &&
    parts.some((part) => hasOneOf(part, signsOfLinks) && hasPlainLink(part.xml));
  const ownName =
    isOn(choice, "namesInTexts") &&
    parts.some((part) => hasOneOf(part, ["FILENAME"]) && hasOneOf(part, ["\\p"]));
  return {
    changed,
    warnings: notShown([
      { what: foreignPart, count: await countForeignParts(reader, document, choice.mergesParts) },
      { what: unknownSymbol, count: unknownSymbols },
    ]),
    needs: {
      ...(changes > 0 && { changes }),
      ...(indexes !== undefined && { indexes }),
      ...(links && { links }),
      ...(ownName && { ownName }),
    },
  };
}

/** What else has text that is printed. */
async function otherParts(reader: PartReader): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for (const { name } of reader.archive.parts) {
    if (!/^word\/(?:[^/]+\/)?(header|footer|footnotes|endnotes)[^/]*\.xml$/i.test(name)) continue;
    const part = await reader.read(name);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

/** Fields that are to show what was saved, and words of which each part with one has one. */
function frozenFields(
  parts: readonly ReadPart[],
  choice: MendingChoice,
): { readonly isFrozen: IsFrozen; readonly signs: readonly string[] } {
  const isDate: IsFrozen = (...field) => choice.dates === "saved" && isSavedDate(...field);
  const signs = choice.dates === "saved" ? signsOfDates : [];
  if (!isOn(choice, "references") || !parts.some((part) => hasOneOf(part, signsOfReferences)))
    return { isFrozen: isDate, signs };
  const bookmarks = new Bookmarks();
  for (const part of parts) bookmarks.add(part.xml);
  return {
    isFrozen: (...field) => isDate(...field) || bookmarks.isMissedBy(field[0]),
    signs: [...signs, ...signsOfReferences],
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
