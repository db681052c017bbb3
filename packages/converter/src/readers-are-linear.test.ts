import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipPackage } from "@platen/test-documents";
import { sealed } from "../test-support/sealed-documents.ts";
import { failureOfRun } from "./libreoffice-convert/run-failure.ts";
import { headerPictures } from "./mending/content-not-shown.ts";
import { lacksPaper, withWordPaper } from "./mending/default-paper.ts";
import { withFilledIndexes } from "./mending/empty-indexes.ts";
import { withOwnNameInFormulas, withOwnNameInOpenFormulas } from "./mending/file-name-formulas.ts";
import { withoutHiddenPrintRanges } from "./mending/hidden-open-sheets.ts";
import { withoutHiddenPrintAreas } from "./mending/hidden-sheets.ts";
import { mendSource } from "./mending/mend-source.ts";
import { Bookmarks } from "./mending/missing-references.ts";
import { ReferenceTargets } from "./mending/open-references.ts";
import { withOwnNameInFields, withOwnNameInHeaders, withOwnNameInSlides } from "./mending/own-name.ts";
import { elementTexts, withFreeControls } from "./mending/plain-controls.ts";
import { hasPlainLink } from "./mending/plain-links.ts";
import { withSavedOpenDates, withSavedSheetDates, withSavedSlideDates } from "./mending/saved-dates.ts";
import { withoutSavedScrolling } from "./mending/saved-scrolling.ts";
import { shownNotes } from "./mending/shown-notes.ts";
import { withSlideSymbols, withWordSymbols } from "./mending/symbol-text.ts";
import { countChanges } from "./mending/tracked-changes.ts";
import { withFixedLabels } from "./mending/unwrapped-labels.ts";
import { withFrozenFields } from "./mending/word-fields.ts";
import { hasWrappedRowWithoutHeight, wrappingFormats } from "./mending/wrapped-rows.ts";
import { provePassword } from "./opening/prove-password.ts";
import { unlockOpenXml } from "./opening/unlock-open-xml.ts";
import { unpackFlatPackage } from "./opening/unpack-flat-package.ts";
import { dropByteOrderMark } from "./packing/drop-byte-order-mark.ts";
import { embedPictures } from "./packing/embed-pictures.ts";
import { changePdf, readPdfMetadata, readPdfOutline } from "./pdf-objects/change-pdf.ts";
import { glyphNames } from "./pdf-objects/conformance/character-sets.ts";
import { mendGlyphWidths } from "./pdf-objects/conformance/glyph-widths.ts";
import { mendConformance } from "./pdf-objects/conformance/mend-conformance.ts";
import { type PdfObject, PdfUpdate, type QpdfJson } from "./pdf-objects/qpdf-json.ts";
import { CsvReader } from "./preflight/csv-rows.ts";
import { inspectSource } from "./preflight/inspect-source.ts";
import { openDocument } from "./preflight/open-document.ts";
import { openXmlFormat } from "./preflight/open-xml-format.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";
import { packageWarnings } from "./preflight/source-warnings.ts";
import { separatorOf, type TextTarget, writeText } from "./preflight/text-source.ts";
import { readProlog } from "./preflight/xml-prolog.ts";
import { visitStartTags } from "./preflight/xml-tags.ts";
import { ZipArchive } from "./preflight/zip-archive.ts";
import { boxCodesOfTrueType, boxCodesOfType1 } from "./result/glyphs/box-codes.ts";
import { visitShownCodes } from "./result/glyphs/shown-codes.ts";
import { textOfCodes } from "./result/glyphs/text-of-codes.ts";
import { inspectPdf } from "./result/inspect-pdf.ts";
import { inspectResult } from "./result/inspect-result.ts";
import { readPageSizes } from "./targets/page-sizes.ts";
import { compoundBytes } from "./test-support/compound-bytes.ts";
import { assertLinear } from "./test-support/growth.ts";
import { zipBytes } from "./test-support/zip-bytes.ts";

type Bytes = Uint8Array | string;
/** An input that grows with `n`. */
type Shape = (n: number) => Bytes;

const repeated =
  (text: string): Shape =>
  (n) =>
    text.repeat(Math.ceil(n / text.length));

/** Beginnings without an end, ends without a beginning, and much of the same. */
const markup: Record<string, Shape> = Object.fromEntries(
  [
    "<",
    ">",
    "<!--",
    "<!-- -->",
    "<?",
    "<? ?>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE ",
    '<!DOCTYPE "',
    "<a ",
    "<a b='",
    '<a b=">" ',
    "<a b c d ",
    '<a b="c"/>',
    '<Relationship TargetMode="External" ',
    "<Relationship ",
    '<draw:image xlink:href="',
    "<draw:image ",
    '<manifest:file-entry manifest:full-path="',
    "=",
    '"',
    "'",
    " ",
    "\n",
    "&amp;",
    "x",
    "\0",
  ].map((text) => [JSON.stringify(text), repeated(text)]),
);

const svg = '<svg xmlns="http://www.w3.org/2000/svg">';

/** The same after a root that is known. */
const pages: Record<string, Shape> = Object.fromEntries(
  Object.entries(markup).flatMap(([name, shape]) => [
    [`<html> ${name}`, (n) => `<html>${shape(n)}`],
    [`<svg> ${name}`, (n) => `${svg}${shape(n)}`],
    [`packed <svg> ${name}`, (n) => gzipSync(`${svg}${shape(n)}`)],
  ]),
);

const table: Record<string, Shape> = Object.fromEntries(
  [
    ",",
    ",\n",
    '"',
    '""',
    '","',
    '"a"b',
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    "1",
    "111,",
    "1 ",
    "a \t",
    "&",
    "<",
    "\u0007",
    "\ud83d\ude00",
    ";|",
    "sep=,\n",
    "a,b,c\n",
  ].map((text) => [JSON.stringify(text), repeated(text)]),
);

const pdfEnd = "\nstartxref\n9\n%%EOF";
const pdf = (body: Bytes) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(body), Buffer.from(pdfEnd)]);
const pdfStream = (dictionary: string, content: string) =>
  pdf(`1 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`);
const isolated = "/Type/XRef/Root 1 0 R";

/** A PDF with one font, whose code 1 is a box, and one page. */
function pdfOfObjects({
  font = "/ToUnicode 7 0 R/FontDescriptor 6 0 R",
  fonts = "/F1 5 0 R",
  kids = "9 0 R",
  ...more
}) {
  const map = more.map ?? "beginbfchar <01> <0041>";
  const stream = (content: string) => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
  const file = more.file ?? "dup 1 /.notdef put";
  const objects = [
    ...[
      "<</Root 2 0 R>>",
      "<</Pages 3 0 R>>",
      `<</Count 1/Resources 4 0 R/Kids[${kids}]>>`,
      `<</Font<<>>/Font 10 0 R>>`,
    ],
    ...[
      `<<${font}>>`,
      "<</FontFile 8 0 R>>",
      stream(map),
      stream(file),
      "<</Contents 11 0 R>>",
      `<<${fonts}>>`,
    ],
    stream(more.content ?? "/F1 9 Tf<01>Tj"),
  ];
  let body = "%PDF-1.7\n";
  const places = objects.map((content, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${content}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join("")}trailer\n<</Root 2 0 R>>\n`;
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF`, "latin1");
}

const drawing: Record<string, Shape> = Object.fromEntries(
  [
    "(",
    ")",
    "((",
    "\\",
    "(\\",
    "<",
    "<<",
    "<0",
    "<01>",
    "/",
    "/ActualText<",
    "/F1 ",
    "a",
    "Tj ",
    "BDC ",
    "EMC ",
    "(a)Tj",
    " ",
  ].map((text) => [JSON.stringify(text), repeated(text)]),
);

const pdfs: Record<string, Shape> = {
  blanks: (n) => pdf(" ".repeat(n)),
  "ends of file": (n) => pdf("%%EOF ".repeat(n / 6)),
  "digits at the end": (n) => `%PDF-1.7\nstartxref ${"1".repeat(n)}`,
  "blanks at the end": (n) => `%PDF-1.7\nstartxref 9 %%EOF${" ".repeat(n)}`,
  "sections of a table": (n) => pdf(`xref\n${"0 0\n".repeat(n / 4)}trailer <</Root 1 0 R>>`),
  "a section with more than the file holds": () => pdf(`xref\n0 ${10 ** 14}\ntrailer <</Root 1 0 R>>`),
  "a list of fonts that are one": (n) =>
    pdfOfObjects({
      font: `/ToUnicode 7 0 R/FontDescriptor 6 0 R`,
      fonts: "/F1 5 0 R".repeat(Math.min(n, 60_000) / 9),
    }),
  "a font whose map is long": (n) => pdfOfObjects({ map: `beginbfchar ${"<01> <0041>".repeat(n / 11)}` }),
  "a font file of nothing": (n) => pdfOfObjects({ file: "\x01".repeat(n) }),
  "pages that are their own parents": (n) => pdfOfObjects({ kids: "3 0 R ".repeat(Math.min(n, 60_000) / 6) }),
  "a page of strings": (n) => pdfOfObjects({ content: "/F1 9 Tf(\\".repeat(n / 10) }),
  "a trailer of names": (n) => pdf(`xref\n0 0\ntrailer <<${"/Root ".repeat(n / 6)}`),
  "a trailer of numbers": (n) => pdf(`xref\n0 0\ntrailer <<${"/Root 1 ".repeat(n / 8)}`),
  "a trailer of blanks": (n) => pdf(`xref\n0 0\ntrailer <</Root${" ".repeat(n)}`),
  "a list without width": (n) => pdfStream(`${isolated}/W[0 0 0]/Size ${10 ** 14}`, "x".repeat(n)),
  "a list of narrow rows": (n) => pdfStream(`${isolated}/W[1 0 0]/Size ${n}`, "\x01".repeat(n)),
  "a list of many sections": (n) =>
    pdfStream(`${isolated}/W[1 1 0]/Index[${"1 1 ".repeat(n / 4)}]`, "x".repeat(n)),
  "a list that never closes": (n) => pdfStream(`${isolated}${"/W[1 ".repeat(n / 5)}`, "x"),
  "a predictor without columns": (n) =>
    pdfStream(`${isolated}/W[1 1 0]/Size 9/Predictor 12/Columns 0`, "\x02".repeat(n)),
  "a predictor with too many": (n) =>
    pdfStream(`${isolated}/W[1 1 0]/Size 9/Predictor 12/Columns ${10 ** 14}`, "\x02".repeat(n)),
  "a predictor": (n) => pdfStream(`${isolated}/W[1 1 0]/Size 9/Predictor 12/Columns 2`, "\x02".repeat(n)),
  // Its own first row says that the root is the last object of the stream that the list itself is.
  "an object far back in a stream": (n) =>
    pdfStream(
      `/Type/XRef/Root 1 0 R/W[1 1 4]/Index[1 1 0 1]/First ${n}`,
      `\x02\0\0\0${String.fromCharCode((n >> 11) & 127, 0)}\x01\x09\0\0\0\0${"1 ".repeat(n / 2)}`,
    ),
};

/** PDFs in the JSON of qpdf. */
const qpdfJson = (objects: object, more: object = {}) =>
  JSON.stringify({
    qpdf: [
      { pdfversion: "1.7", maxobjectid: 9 },
      {
        trailer: { value: { "/Root": "1 0 R", "/Info": "2 0 R" } },
        "obj:1 0 R": { value: { "/Metadata": "3 0 R" } },
        ...objects,
      },
    ],
    ...more,
  });
const bookmark = { title: "x", destpageposfrom1: 1, kids: [] };
const objectsOfPdfs: Record<string, Shape> = {
  "many objects": (n) =>
    qpdfJson(
      Object.fromEntries(
        Array.from({ length: n / 32 }, (_, index) => [`obj:${index + 9} 0 R`, { value: {} }]),
      ),
    ),
  "many facts": (n) =>
    qpdfJson({
      "obj:2 0 R": {
        value: Object.fromEntries(Array.from({ length: n / 16 }, (_, index) => [`/K${index}`, "u:x"])),
      },
    }),
  "a long title": (n) => qpdfJson({ "obj:2 0 R": { value: { "/Title": `u:${"<&\u0001".repeat(n / 8)}` } } }),
  "a date of digits": (n) =>
    qpdfJson({ "obj:2 0 R": { value: { "/CreationDate": `u:D:${"1".repeat(n)}` } } }),
  "many bookmarks": (n) => qpdfJson({}, { outlines: Array.from({ length: n / 64 }, () => bookmark) }),
  "bookmarks in bookmarks": (n) =>
    qpdfJson(
      {},
      {
        outlines: [
          Array.from({ length: Math.min(n / 64, 500) }).reduce(
            (kid: object) => ({ ...bookmark, kids: [kid] }),
            bookmark,
          ),
        ],
      },
    ),
};

/** The same as qpdf writes it: an object between lines. */
const lines = (objects: readonly string[]) =>
  `      "trailer": {\n        "value": {"/Root": "1 0 R"}\n      },\n${objects
    .map((object, index) => `      "obj:${index + 1} 0 R": {\n${object}\n      },\n`)
    .join("")}`;
const many = (n: number, object: (index: number) => string) =>
  lines(Array.from({ length: n / 128 }, (_, index) => object(index)));
const objectsByLine: Record<string, Shape> = {
  "pages of films": (n) =>
    many(n, (index) => `"value": {"/Type": "/Page", "/Annots": ["${index + 1} 0 R"], "/Subtype": "/Screen"}`),
  "a page of films": (n) =>
    lines([`"value": {"/Type": "/Page", "/Annots": [${Array(Math.ceil(n / 32)).fill('"2 0 R"')}]}`]),
  "comments without a look": (n) => many(n, () => '"value": {"/Type": "/Annot", "/Subtype": "/Text"}'),
  "objects that lead to each other": (n) =>
    many(n, (index) => `"value": ["${index} 0 R", "${index + 2} 0 R"]`),
  "an object in itself": (n) => lines([`"value": ${"[".repeat(n / 2)}${"]".repeat(n / 2)}`]),
  "fonts without a file": (n) => many(n, () => '"value": {"/Type": "/FontDescriptor", "/FontFile": "1 0 R"}'),
  "fields without a look": (n) =>
    many(
      n,
      (index) => `"value": {"/Subtype": "/Widget", "/FT": "/Tx", "/V": "u:a", "/Parent": "${index} 0 R"}`,
    ),
  "a long field": (n) =>
    lines([`"value": {"/Subtype": "/Widget", "/FT": "/Tx", "/V": "u:${"(".repeat(n)}"}`]),
  "a field of a long look": (n) =>
    lines([`"value": {"/Subtype": "/Widget", "/FT": "/Tx", "/V": "u:a", "/DA": "u:${"/".repeat(n)}"}`]),
  "files in a PDF": (n) => many(n, (index) => `"value": {"/UF": "u:a", "/EF": {"/F": "${index} 0 R"}}`),
  "an object that never ends": (n) => `      "obj:1 0 R": {\n${"\n".repeat(n)}`,
  "a line that never ends": repeated(" "),
};

const fontFiles: Record<string, Shape> = Object.fromEntries(
  ["/a 1 RD x ", "/a ", "/", "/CharStrings begin ", " "].map((text) => [
    JSON.stringify(text),
    (n: number) =>
      Buffer.concat([
        Buffer.from("dup 1 /a put eexec "),
        encrypted(`/CharStrings begin ${text.repeat(n / text.length)}`),
      ]),
  ]),
);

/** A PDF's objects with a Type 1 font of this program. */
function fontOf(file: Buffer): QpdfJson {
  const font = { "/Subtype": "/Type1", "/FontDescriptor": { "/FontFile": "2 0 R" }, "/Widths": [500] };
  const dict = { "/Length1": 0, "/Length2": file.length };
  const objects = new Map<string, PdfObject>([
    ["1 0 R", { value: font }],
    ["2 0 R", { stream: { dict } }],
  ]);
  return { header: { pdfversion: "1.7", maxobjectid: 2 }, trailer: {}, objects, pages: [], outlines: [] };
}

/** As the outlines of a Type 1 font are. */
function encrypted(text: string): Buffer {
  let key = 55_665;
  const plain = Buffer.from(`0000${text}`, "latin1");
  for (const [index, byte] of plain.entries()) {
    const cipher = byte ^ (key >> 8);
    key = ((cipher + key) * 52_845 + 22_719) & 0xffff;
    plain[index] = cipher;
  }
  return plain;
}

const documents: Record<string, Shape> = {
  "many parts": (n) => zipPackage(parts(n / 16, (index) => [`p${index}.xml`, "<a/>"])),
  "many parts of blanks": (n) => zipPackage(parts(n / 128, (index) => [`p${index}.xml`, " "])),
  "many folders in a name": (n) =>
    zipPackage(parts(n / 512, (index) => [`${"/a".repeat(200)}${index}.rels`, "<a/>"])),
  "parts that pack well": (n) => zipPackage({ "a.xml": " ".repeat(n * 8), "b.xml": "<!--".repeat(n * 2) }),
  "ends of a list": repeated("PK\u0005\u0006"),
  "beginnings of parts": repeated("PK\u0003\u0004"),
  "a comment of ends": (n) =>
    Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("PK\u0005\u0006".repeat(n / 4))]),
  "a list of parts with wide numbers": (n) =>
    zipBytes(
      Array.from({ length: n / 512 }, (_, index) => ({ name: `${index}`, content: "" })),
      { zip64: "instead" },
    ),
  "a directory of streams": (n) =>
    compoundBytes({
      streams: Array.from({ length: n / 128 }, (_, index) => ({
        name: `s${index}`,
        firstSector: 0,
        bytes: 9,
      })),
    }),
  "a stream at the end of a chain": (n) =>
    compoundBytes({
      streams: [{ name: "WordDocument", firstSector: (n / 512) * 7, bytes: 64 }],
      moreSectors: n / 512,
      rootSector: 2,
      next: (sector) => (sector > 1 ? sector + 1 : 0xfffffffe),
    }),
  "a description of an encryption in small sectors": (n) =>
    compoundBytes({
      streams: [
        { name: "EncryptedPackage", firstSector: 0, bytes: 4_096 },
        { name: "EncryptionInfo", firstSector: (n / 512) * 7, bytes: 4_000 },
      ],
      moreSectors: n / 512,
      rootSector: 2,
      next: (sector) => (sector > 1 ? sector + 1 : 0xfffffffe),
    }),
  "a directory of folders in folders": (n) =>
    compoundBytes({
      streams: Array.from({ length: n / 128 }, (_, index) => ({ name: "a", within: index })),
    }),
  "a workbook of empty records": (n) =>
    Buffer.concat([Buffer.from("0908080000060500", "hex"), Buffer.alloc(n)]),
  "a workbook in small sectors": (n) =>
    compoundBytes({
      streams: [{ name: "Workbook", firstSector: (n / 512) * 7, bytes: 4_000 }],
      moreSectors: n / 512,
      rootSector: 2,
      next: (sector) => (sector > 1 ? sector + 1 : 0xfffffffe),
    }),
  // A small file, in which the stream's place is far along a chain that turns in a circle.
  "a stream that never comes": (n) =>
    compoundBytes({
      streams: [{ name: "WordDocument", firstSector: (n * n) / 8, bytes: 64 }],
      moreSectors: 1,
      rootSector: 2,
      next: (sector) => (sector === 2 ? 2 : 0xfffffffe),
    }),
  "comments before HTML": repeated("<!-- --> "),
  "half a comment": (n) => `<!--${"-".repeat(n)}`,
  text: repeated("words\n"),
  "no text": (n) => new Uint8Array(n),
  "text that is not UTF-8": (n) => new Uint8Array(n).fill(0xe9),
  "text that is not UTF-8 far behind": (n) =>
    Buffer.concat([Buffer.alloc(n * 8, "words\n"), Buffer.from([0xe9])]),
  "letters of two bytes": (n) => Buffer.from("Grüße, люди\n".repeat(n / 16), "utf16le"),
  "letters of four bytes": (n) => Buffer.from("a\0\0\0".repeat(n / 4)),
  "Japanese letters": (n) => Buffer.alloc(n, Buffer.from("93fa967b8cea", "hex")),
  "rich text": (n) => `{\\rtf${"{".repeat(n)}`,
};

/** Results that begin as they should and go on for ever. */
const results: Record<string, Shape> = Object.fromEntries(
  [
    ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "\0\0\0\0IEND\xaeB`\x82"],
    ["\xff\xd8", "\xff\xe0\0\x02"],
    ["\xff\xd8", "\xff\xe0\0\0"],
    ["RIFF\xff\xff\0\0WEBPVP8 ", "\0"],
    ["<!doctype html", 'src="a.png" '],
    ["<!doctype html", 'src="'],
    ["<?xml", "</svg>"],
    ["{\\rtf", "}"],
    ["{\\rtf", "\0"],
    ["", "\xc3\xa9"],
    ["", "\xc3"],
    ["", " "],
  ].map(([begin = "", more = ""]) => [
    JSON.stringify(begin + more),
    (n: number) => Buffer.from(begin + more.repeat(Math.ceil(n / more.length)), "latin1"),
  ]),
);

function parts(count: number, part: (index: number) => [string, string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: Math.ceil(count) }, (_, index) => part(index)));
}

/** By file: what reads untrusted bytes there, and is driven below. Other files of these rooms are read by nobody. */
const driven = new Set([
  "libreoffice-convert/run-failure.ts",
  ...[
    "hidden-sheets",
    "mend-binary",
    "mend-open-document",
    "mend-rich-text",
    "mend-source",
    "write-package",
  ].map((name) => `mending/${name}.ts`),
  ...["check-zip", "csv-cells", "csv-rows", "csv-sheet", "inspect-source"].map(preflight),
  ...["bare-content", "biff-workbook", "compound-content", "compound-directory", "compound-file"].map(
    compound,
  ),
  ...["gzip-content", "is-html", "markup-links", "xml-content"].map((name) => preflight(`markup/${name}`)),
  ...["encryption-info", "rc4-encryption", "word-encryption"].map(compound),
  ...["candidates", "guess-encoding", "plausibility", "unicode-without-mark"].map((name) =>
    preflight(`text/${name}`),
  ),
  ...["open-document", "open-xml-format", "sniff-source", "source-warnings", "text-content"].map(preflight),
  ...[
    "document-type",
    "text-source",
    "xml-prolog",
    "xml-tags",
    "zip-archive",
    "zip-content",
    "zip-directory",
    "zip-end",
    "zip-file-reader",
  ].map(preflight),
  ...["associated-files", "change-pdf", "field-look", "flattening"].map((name) => `pdf-objects/${name}.ts`),
  ...["info", "picture-colours", "qpdf-json", "xmp"].map((name) => `pdf-objects/${name}.ts`),
  ...["active-content", "annotations", "broken-rules", "character-sets"].map(conformance),
  ...["claim-conformance", "every-object", "mend-conformance", "transparency-groups"].map(conformance),
  ...["glyph-widths", "type-1-program"].map(conformance),
  ...["cross-reference", "inspect-pdf", "pdf-file", "pdf-objects", "pdf-scanner"].map(result),
  ...["inspect-package", "inspect-result", "picture-size", "result-text"].map(result),
  ...["prove-password", "unlock-open-xml", "unpack-flat-package"].map((name) => `opening/${name}.ts`),
  "packing/embed-pictures.ts",
  "packing/drop-byte-order-mark.ts",
  ...["box-codes", "missing-glyphs", "pdf-contents", "pdf-fonts"].map((name) => result(`glyphs/${name}`)),
  ...["script-of", "shown-codes", "text-of-codes"].map((name) => result(`glyphs/${name}`)),
]);

function result(name: string): string {
  return `result/${name}.ts`;
}

function conformance(name: string): string {
  return `pdf-objects/conformance/${name}.ts`;
}

function compound(name: string): string {
  return preflight(`compound/${name}`);
}

function preflight(name: string): string {
  return `preflight/${name}.ts`;
}

/** By file: why what it reads is no document's, or how much it reads at most. */
const notDriven: Readonly<Record<string, string>> = {
  "preflight/needs.ts": "types",
  "preflight/source-content.ts": "types",
  "preflight/source-excess.ts": "an error",
  "preflight/source-limits.ts": "limits",
  "result/glyphs/glyph-warnings.ts": "counts",
  "result/say-language.ts": "at most 16 KB of the result",
  "inspection/inspection.ts": "answers of inspectors",
  "inspection/inspector-pool.ts": "no bytes",
  "inspection/inspector-process.ts": "answers of inspectors",
  "inspection/inspector-program.ts": "no bytes",
  "inspection/inspector-tasks.ts": "what is driven here, by the name of its task",
  "inspection/serve-tasks.ts": "what the worker asks",
  "libreoffice/find-libreoffice.ts": "the installed LibreOffice",
  "libreoffice/import-filters.ts": "the installed LibreOffice",
  "preflight/believed-formats.ts": "names of formats",
  "preflight/picture-content.ts": "names of formats",
  "own-fonts/font-files.ts": "at most 50,000 names in the operator's folder",
  "own-fonts/font-copy.ts": "names of its own cache",
  "doctor/shared-caches.ts": "the installed LibreOffice",
  "doctor/office-parts.ts": "names of the installed LibreOffice's files",
  "memory/memory-cgroup.ts": "figures of the system",
  "press/open-press.ts": "its own first document",
  "press/process/template-process.ts": "lines of the project's own program, which bounds them",
  "press/process/press-program.ts": "the build",
  "pdf-objects/change.ts": "types",
  "pdf-objects/conformance/conformance.ts": "types",
  "pdf-objects/conformance/srgb-profile.ts": "no bytes",
  "pdf-tools/run-tool.ts": "names of the files that a tool left",
  "temporary-folder.ts": "names in the system's folder",
  "libreoffice-convert/office-socket.ts": "names in the system's folder",
  "libreoffice-convert/libre-office-convert-engine.ts": "a source of bounded size, handed on as it is",
  "libreoffice-convert/run-record.ts":
    "the launcher's own files; of LibreOffice's output it keeps at most 8,000 bytes",
  "libreoffice-convert/watch-office.ts": "at most 1,000 names",
  "libreoffice-convert/take-results.ts": "at most 10,000 names",
  "press/job/job-folder.ts": "at most 10,000 names",
  "libreoffice-convert/end-session.ts": "the launcher's own files",
  "place-file.ts": "a result, copied as it is",
  "result/without-file-addresses.ts": "words of LibreOffice, which engines bound",
};

const reads =
  /\b(readFile|readFileSync|createReadStream|readSync|openSync|readdir|opendir|createInterface|open)\b[^;]*from "node:(fs|fs\/promises|readline)"/;
const isProduct = (path: string) =>
  path.endsWith(".ts") &&
  !/\.test\.ts$|^(contract|test-support|press\/test-support)\/|fake-office/.test(path);

describe("what reads untrusted bytes", () => {
  it("is driven here, file by file, or named with the reason why not", async () => {
    const root = fileURLToPath(new URL(".", import.meta.url));
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(relative(root, entry.parentPath), entry.name));
    const readers: string[] = [];
    for (const path of paths.filter(isProduct)) {
      const isInRoom = /^(preflight|result|inspection|pdf-objects)\//.test(path);
      if (isInRoom || reads.test(await readFile(join(root, path), "utf8"))) readers.push(path);
    }
    const named = [...driven, ...Object.keys(notDriven)];
    assert.deepEqual(readers.filter((path) => !named.includes(path)).sort(), [], "not driven");
    assert.deepEqual(named.filter((path) => !paths.includes(path)).sort(), [], "no longer there");
  });
});

describe("work on untrusted bytes grows no faster than they do", { timeout: 600_000 }, () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "readers-are-linear-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function fileOf(bytes: Bytes): Promise<string> {
    const path = join(folder, "source");
    await writeFile(path, bytes, "latin1");
    return path;
  }

  /** Reads each shape at three sizes, from a file. */
  function drive(
    name: string,
    shapes: Readonly<Record<string, Shape>>,
    read: (path: string) => unknown,
    n = 32_768,
  ): void {
    it(name, async () => {
      for (const [shape, bytesOf] of Object.entries(shapes)) {
        await assertLinear(shape, n, async (size) => {
          const path = await fileOf(bytesOf(size));
          return () => read(path);
        });
      }
    });
  }

  async function inArchive(
    bytes: Uint8Array,
    look: (archive: ZipArchive) => unknown,
  ): Promise<() => unknown> {
    const path = await fileOf(bytes);
    return async () => {
      const archive = ZipArchive.open(path, 10);
      try {
        await look(archive);
      } finally {
        archive.close();
      }
    };
  }

  it("in the tags of XML", async () => {
    for (const [shape, textOf] of Object.entries(markup)) {
      await assertLinear(shape, 65_536, async (n) => {
        const text = String(textOf(n));
        return () => visitStartTags(text, (tag) => tag.attribute("none"));
      });
    }
  });

  it("in the names of a workbook whose sheets are hidden", async () => {
    const shapes = { ...markup };
    for (const name of [
      "<definedName ",
      '<definedName name="_xlnm.Print_Area" localSheetId="0">',
      "definedName>",
    ])
      shapes[name] = repeated(name);
    for (const [shape, textOf] of Object.entries(shapes)) {
      await assertLinear(shape, 65_536, async (n) => {
        const area = '<sheet state="hidden"/><definedName name="_xlnm.Print_Area" localSheetId="0"/>';
        const text = `${area}${textOf(n)}`;
        return () => withoutHiddenPrintAreas(text);
      });
    }
  });

  it("in what a text or a workbook says that LibreOffice is to do", async () => {
    const shapes = { ...markup };
    const instruction = '<w:fldChar w:fldCharType="begin"/><w:instrText> TOC </w:instrText>';
    for (const piece of [
      instruction,
      `${instruction}<w:fldChar w:fldCharType="end"/>`,
      `${instruction}<w:fldChar w:fldCharType="separate"/></w:r><w:fldChar w:fldCharType="end"/>`,
      '<w:fldSimple w:instr="TOC"/>',
      "<w:instrText>",
      '<w:ins w:author="">',
      '<w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>',
      '<w:fldSimple w:instr="DATE"><w:t>',
      '<a:fld type="datetime">',
      '<text:date text:date-value="">',
      '<w:bookmarkStart w:id="1" w:name="a"/>',
      '<w:bookmarkEnd w:id="1"/>',
      '<table:table-cell><office:annotation office:display="true">',
      '<a:bodyPr wrap="none"><a:spAutoFit/>',
      "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>",
      "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p>",
      "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent><w:t>a</w:t></w:sdtContent></w:sdt>",
      '<w:r><w:rFonts w:ascii="Wingdings"/><w:t>J',
      "<oddHeader>&amp;",
      '<text:file-name text:display="full">',
      '<style:style><style:table-properties table:display="false"/><table:table>',
      '<text:bookmark-ref text:ref-name="a">',
      "<f>TODAY(",
      '<f>CELL("filename"',
      '<f>CELL("filename")</f>',
      '<table:table-cell table:formula="CELL(&quot;filename&quot;)"/>',
      '<cellXfs><xf><alignment wrapText="1">',
      '<row><c s="2">',
    ])
      shapes[piece] = repeated(piece);
    for (const [shape, textOf] of Object.entries(shapes)) {
      await assertLinear(shape, 8_192, async (n) => {
        const text = String(textOf(n));
        return () => {
          withFilledIndexes(text);
          countChanges(text);
          withFrozenFields(text, () => true);
          const [bookmarks, targets] = [new Bookmarks(), new ReferenceTargets()];
          bookmarks.add(text);
          targets.add(text);
          targets.withSavedReferences(text);
          hasPlainLink(text);
          withWordPaper(text, "A4");
          withFixedLabels(text);
          withFreeControls(text, () => true);
          elementTexts(text);
          withWordSymbols(text);
          withSlideSymbols(text);
          lacksPaper(Buffer.from(text));
          withoutSavedScrolling(text);
          withOwnNameInHeaders(text, "#");
          withOwnNameInSlides(text, "#");
          withOwnNameInFields(text, { name: "#", isText: false });
          withOwnNameInFormulas(text, "#");
          withOwnNameInOpenFormulas(text, "#");
          headerPictures(text);
          withoutHiddenPrintRanges(text);
          shownNotes(text);
          withSavedSlideDates(text);
          withSavedOpenDates(text);
          withSavedSheetDates(text);
          hasWrappedRowWithoutHeight(text, wrappingFormats(text));
        };
      });
    }
  });

  it("in the prolog of XML", async () => {
    const shapes = { ...markup };
    for (const piece of ['<!ENTITY a "b">', "<!ENTITY ", '<!ATTLIST a b "', "<!ENTITY a 'b", "]", "]>"])
      shapes[piece] = repeated(piece);
    for (const [shape, textOf] of Object.entries(shapes)) {
      await assertLinear(shape, 65_536, async (n) => {
        const text = String(textOf(n));
        return () => {
          readProlog(text, false);
          readProlog(`<!DOCTYPE a [${text}`, false, () => true);
        };
      });
    }
  });

  it("in the parts of a package that tell its kind and its links", async () => {
    const looks: [string, (archive: ZipArchive) => unknown][] = [
      ["META-INF/manifest.xml", openDocument],
      ["[Content_Types].xml", openXmlFormat],
      ["word/_rels/document.xml.rels", packageWarnings],
      ["content.xml", packageWarnings],
    ];
    for (const [name, look] of looks) {
      for (const [shape, bytesOf] of Object.entries(markup)) {
        await assertLinear(`${name} of ${shape}`, 65_536, (n) =>
          inArchive(zipPackage({ [name]: bytesOf(n) }), look),
        );
      }
    }
  });

  const source = (path: string) => ({ path, format: "docx", hasPassword: false }) as const;
  const abilities = { opensOnePart: true, mergesParts: true, lacks: [] };
  drive("in a whole source", documents, (path) =>
    inspectSource(source(path), defaultSourceLimits, abilities),
  );
  drive("in a package that is mended", documents, async (path) => {
    try {
      await mendSource({
        path,
        format: "docx",
        to: join(folder, "mended"),
        maxEntries: defaultSourceLimits.maxZipEntries,
        choice: { dates: "saved", paper: "A4", isPrinted: true, name: "a.docx", off: [] },
      });
    } catch (error) {
      assert.match(String(error), /more than|too long/);
    }
  });
  drive(
    "in a flat document that is mended",
    markup,
    async (path) => {
      const to = join(folder, "mended");
      const choice = { dates: "saved", paper: "A4", isPrinted: true, name: "#", off: [] } as const;
      await mendSource({ path, format: "fodt", to, maxEntries: 1, choice });
      await rm(to, { force: true });
    },
    8_192,
  );
  drive(
    "in an old workbook that is looked at",
    documents,
    async (path) => {
      const choice = { dates: "saved", paper: "A4", isPrinted: true, name: "a", off: [] } as const;
      await mendSource({ path, format: "xls", to: join(folder, "mended"), maxEntries: 1, choice });
    },
    8_192,
  );
  drive(
    "in an RTF text that is mended",
    Object.fromEntries(
      [
        "{",
        "}",
        "\\",
        "{\\field",
        "{\\field{\\fldinst REF a}{\\fldrslt 1}}",
        "{\\fldrslt x",
        "{\\bkmkstart a}",
        "\\bin9 ",
      ].map((piece) => [piece, (n: number) => `{\\rtf1\\fldinst ${repeated(piece)(n)}`]),
    ),
    async (path) => {
      const to = join(folder, "mended");
      const choice = { dates: "saved", paper: "A4", isPrinted: true, name: "a.docx", off: [] } as const;
      await mendSource({ path, format: "rtf", to, maxEntries: 1, choice });
      await rm(to, { force: true });
    },
  );
  drive("in a sealed document", { zeros: (n) => sealed(Buffer.alloc(4 * n), "a") }, async (path) => {
    const to = join(folder, "unlocked");
    assert.equal(unlockOpenXml({ path, to, passwords: ["a"] }), true);
    await rm(to);
  });
  const flat = { ...markup };
  for (const piece of [
    "<pkg:part ",
    "<pkg:part>",
    "</pkg:part>",
    '<pkg:part name="/a"><pkg:xmlData></pkg:part>',
  ])
    flat[piece] = repeated(piece);
  drive("in a package in one file", flat, async (path) => {
    const to = join(folder, "unpacked");
    await unpackFlatPackage({ path, to, maxParts: 100_000 });
    await rm(to, { force: true });
  });
  const entry =
    '<file-entry full-path="a"><encryption-data checksum-type="SHA1-1K" checksum="AA"><algorithm algorithm-name="#aes256-cbc" initialisation-vector="AAAAAAAAAAAAAAAAAAAAAA=="/>' +
    '<key-derivation key-derivation-name="PBKDF2" iteration-count="1" salt="AA"/></encryption-data></file-entry>';
  const manifests = { ...markup, entry: repeated(entry) };
  drive(
    "in what a protected package says of its parts",
    Object.fromEntries(
      Object.entries(manifests).map(([name, textOf]) => [
        name,
        (n: number) => zipPackage({ "META-INF/manifest.xml": textOf(n), a: "a".repeat(32) }),
      ]),
    ),
    (path) => provePassword({ path, format: "odt", password: "a", maxEntries: 10 }),
  );
  drive("in a source that begins as a text", markup, (path) =>
    inspectSource(source(path), defaultSourceLimits, abilities),
  );
  drive("in a web page, a drawing and a packed drawing", pages, (path) =>
    inspectSource(source(path), defaultSourceLimits, abilities),
  );
  drive("in a PDF", pdfs, (path) => inspectPdf(path, { maxBytes: 2 ** 30 }));

  for (const format of ["png", "jpg", "webp", "html", "epub"] as const)
    drive(`in a result that should be ${format}`, format === "epub" ? documents : results, (path) =>
      inspectResult(path, format, { maxBytes: 2 ** 30 }),
    );

  drive("in a web page that gets its pictures", results, async (path) => {
    await writeFile(join(folder, "a.png"), "picture");
    const to = join(folder, "page");
    embedPictures({ folder, page: basename(path), pictures: ["a.png"], to, maxBytes: 2 ** 30 });
    await rm(to);
  });

  drive("in a text that loses its mark", results, async (path) => {
    const to = join(folder, "text");
    dropByteOrderMark({ path, to });
    await rm(to);
  });

  it("in the sizes of pages", async () => {
    for (const line of ["Page    1 size: 595.3 x 841.9 pts\n", "Page 1 rot: 90\n", "Page ", " ", "\n", "x"])
      await assertLinear(line, 65_536, async (n) => () => readPageSizes(String(repeated(line)(n))));
  });

  drive("in the objects of a PDF", objectsOfPdfs, async (path) => {
    readPdfMetadata([path]);
    const outline = readPdfOutline(path);
    const bookmarks = outline.ok ? outline.value.bookmarks : [];
    for (const change of [
      { kind: "metadata", metadata: { Title: "x" } },
      { kind: "bookmarks", bookmarks },
    ] as const) {
      changePdf([path], change, join(folder, "to"));
      await rm(join(folder, "to"));
    }
  });

  drive("in every object of a PDF that is to be PDF/A or flat", objectsByLine, async (path) => {
    const to = join(folder, "to");
    for (const pdfa of ["1b", "3b", "4"] as const) {
      mendConformance({ pdf: path, json: path, conformance: { pdfa }, to });
      await rm(to, { force: true });
    }
    for (const change of [
      { kind: "prepareFlattening" },
      { kind: "restoreLinks" },
      { kind: "hideColourProfiles" },
      { kind: "restoreColourProfiles" },
      { kind: "relationships", relationships: { a: "Data" } },
    ] as const) {
      changePdf([path], change, to);
      await rm(to, { force: true });
    }
  });

  it("in the names of a font's glyphs", async () => {
    for (const [shape, bytesOf] of Object.entries(fontFiles))
      await assertLinear(shape, 65_536, async (n) => {
        const file = bytesOf(n) as Buffer;
        const json = fontOf(file);
        return () => {
          glyphNames(file);
          mendGlyphWidths(json, () => file, new PdfUpdate(json));
        };
      });
  });

  it("in what a page draws, and in the fonts of a PDF", async () => {
    for (const [shape, bytesOf] of Object.entries(drawing)) {
      await assertLinear(shape, 65_536, async (n) => {
        const bytes = Buffer.from(bytesOf(n) as string, "latin1");
        return () => {
          visitShownCodes(bytes, () => {});
          textOfCodes(`beginbfchar${bytes.toString("latin1")}`);
          boxCodesOfType1(bytes);
          boxCodesOfTrueType(bytes, new Map([[1, "a"]]));
        };
      });
    }
  });

  for (const target of [
    { kind: "text" },
    { kind: "sheet", name: "table", locale: "en-GB" },
    { kind: "sheet", name: "table", locale: "de-CH" },
  ] as const satisfies readonly TextTarget[]) {
    const stored = { encoding: "windows-1252", hasByteOrderMark: false } as const;
    drive(`in a text that becomes ${target.kind}`, table, async (path) => {
      await writeText(path, join(folder, "to"), { stored, target, maxBytes: 2 ** 30 });
      await rm(join(folder, "to"), { force: true });
    });
  }

  it("in a table, and in the search for what divides it", async () => {
    for (const [shape, textOf] of Object.entries(table)) {
      await assertLinear(shape, 65_536, async (n) => {
        const text = String(textOf(n));
        return () => {
          separatorOf(text);
          const reader = new CsvReader(",");
          // A row that is too long for a sheet ends the reading, and is no growth.
          try {
            reader.read(text);
          } catch (error) {
            assert.match(String(error), /more than/);
          }
        };
      });
    }
  });

  it("in the output of a LibreOffice that failed", async () => {
    for (const text of [
      "(",
      "()",
      ")[0x0",
      "(a)[0x0]\n",
      '{"a":{',
      '{"a":{"b":1}}',
      "using filter : ",
      " ",
      "\n",
      "x",
    ]) {
      await assertLinear(JSON.stringify(text), 16_384, async (n) => {
        const run = { output: String(repeated(text)(n)), cpuSeconds: 0, isLoaded: false, peakMemoryBytes: 0 };
        const limits = { maxMemoryBytes: 9, maxCpuSeconds: 9, maxResultBytes: 9 };
        const facts = { isEncrypted: false, hasPassword: false, asksForPages: false };
        return () => failureOfRun({ run, limits, ...facts });
      });
    }
  });
});
