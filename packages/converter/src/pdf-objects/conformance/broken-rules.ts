import {
  dictionaryOf,
  isReference,
  type PdfDictionary,
  type PdfValue,
  type QpdfJson,
  resolved,
} from "../qpdf-json.ts";
import type { ArchiveLevel, BrokenRule } from "./conformance.ts";

/** A clause of each part of the standard, as veraPDF counts its tests. */
type Clauses = Readonly<Record<ArchiveLevel, string>>;

const fontEmbedded: Clauses = {
  "1b": "6.3.4-1",
  "2b": "6.2.11.4.1-1",
  "3b": "6.2.11.4.1-1",
  "4": "6.2.10.4.1-1",
};
const deviceColour: Clauses = { "1b": "6.2.3.3-1", "2b": "6.2.4.3-2", "3b": "6.2.4.3-2", "4": "6.2.4.3-2" };
const embeddedFile: Clauses = { "1b": "6.1.11-1", "2b": "6.8-5", "3b": "6.8-4", "4": "6.9-1" };

const programs = ["/FontFile", "/FontFile2", "/FontFile3"];
const embeddable = new Set(["/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"]);
const maxDepth = 20;

/**
 * What is known to break a level of PDF/A and cannot be mended here, found in a PDF's objects. Not all that there may be:
 * that takes a validator.
 */
export function brokenRules(json: QpdfJson, level: ArchiveLevel): BrokenRule[] {
  const broken = new Map<string, BrokenRule>();
  const add = (rule: string, what: string) => {
    if (!broken.has(rule)) broken.set(rule, { rule, what });
  };
  const catalog = dictionaryOf(resolved(json.trailer["/Root"], json.objects));
  const ofForms = fontsOfForms(catalog, json);
  for (const object of usedObjects(json)) {
    visitDictionaries(object, (dictionary) => {
      if (isUnembedded(dictionary, json) && !ofForms.has(dictionary))
        add(fontEmbedded[level], "a font is not embedded");
      if (dictionary["/ColorSpace"] === "/DeviceCMYK")
        add(deviceColour[level], "a picture has colours for print");
      if (dictionary["/Type"] === "/EmbeddedFile" && !mayEmbed(level))
        add(embeddedFile[level], "a file is embedded");
      if (level === "3b" && dictionary["/EF"] !== undefined && dictionary["/AFRelationship"] === undefined)
        add("6.8-3", "a file is embedded and does not say what for");
      if (level === "1b" && isTransparent(dictionary)) add("6.4-3", "something is transparent");
      if (level === "1b" && lacksGlyphList(dictionary)) add("6.3.5-2", "a font does not list its glyphs");
    });
  }
  return [...broken.values()];
}

/** What the catalog leads to. The rest, such as what was taken away, will not be in the PDF. */
function usedObjects({ trailer, objects }: QpdfJson): PdfValue[] {
  const used = new Set<string>();
  const values: PdfValue[] = [];
  const waiting: string[] = [];
  const meet = (value: PdfValue) => {
    if (!isReference(value) || used.has(value)) return;
    used.add(value);
    waiting.push(value);
  };
  meet(trailer["/Root"] ?? null);
  for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
    const { value = null, stream } = objects.get(reference) ?? {};
    const whole = stream?.dict ?? value;
    values.push(whole);
    visitValues(whole, meet);
  }
  return values;
}

function mayEmbed(level: ArchiveLevel): boolean {
  return level === "3b";
}

/** Those in which a form may be filled in some day; what is filled in already has another. */
function fontsOfForms(catalog: PdfDictionary, { objects }: QpdfJson): Set<PdfDictionary> {
  const form = dictionaryOf(resolved(catalog["/AcroForm"], objects));
  const resources = dictionaryOf(resolved(form["/DR"], objects));
  const fonts = dictionaryOf(resolved(resources["/Font"], objects));
  return new Set(Object.values(fonts).map((font) => dictionaryOf(resolved(font, objects))));
}

function isUnembedded(font: PdfDictionary, { objects }: QpdfJson): boolean {
  if (font["/Type"] !== "/Font" || !embeddable.has(String(font["/Subtype"]))) return false;
  const descriptor = dictionaryOf(resolved(font["/FontDescriptor"], objects));
  return !programs.some((program) => descriptor[program] !== undefined);
}

function isTransparent(dictionary: PdfDictionary): boolean {
  const { "/SMask": mask, "/BM": blend } = dictionary;
  if (mask !== undefined && mask !== "/None") return true;
  if (dictionary["/S"] === "/Transparency") return true;
  if (blend !== undefined && blend !== "/Normal" && blend !== "/Compatible") return true;
  return [dictionary["/CA"], dictionary["/ca"]].some((alpha) => typeof alpha === "number" && alpha < 1);
}

/** Subsets have a tag of six letters before their name. */
function lacksGlyphList(descriptor: PdfDictionary): boolean {
  return (
    descriptor["/Type"] === "/FontDescriptor" &&
    descriptor["/FontFile"] !== undefined &&
    descriptor["/CharSet"] === undefined &&
    /^\/[A-Z]{6}\+/.test(String(descriptor["/FontName"]))
  );
}

function visitDictionaries(value: PdfValue, visit: (dictionary: PdfDictionary) => void): void {
  visitValues(value, (inner) => {
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) visit(inner as PdfDictionary);
  });
}

function visitValues(value: PdfValue, visit: (value: PdfValue) => void, depth = 0): void {
  if (depth > maxDepth) return;
  visit(value);
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) visitValues(inner as PdfValue, visit, depth + 1);
}
