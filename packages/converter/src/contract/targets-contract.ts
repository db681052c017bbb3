import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import {
  type Conversion,
  type Converter,
  hasPages,
  type OfficeFamily,
  type Progress,
  type TargetFormat,
  targetsOf,
} from "@platen/core";
import { createPicture, createPresentation, createRichText, zipPackage } from "@platen/test-documents";
import { strFromU8, unzipSync } from "fflate";
import { convertIn, type Document, failureFor, type Instructions } from "./converting.ts";
import { documentOf, greeting } from "./test-documents.ts";

/** A document of each family; every target of the family is tried with it. */
const sourceOf = {
  presentation: "odp",
  text: "rtf",
  sheet: "ods",
  drawing: "svg",
  formula: "mml",
} as const satisfies Record<OfficeFamily, string>;

/** Everything that a document can become comes out, as what it says, with what the document says. */
export function testTargets(converter: () => Converter): void {
  for (const [family, targets] of Object.entries(targetsOf)) {
    if (family === "pdf") continue; // its own contract
    it(`turns a ${family} into ${targets.join(", ")}`, async () => {
      const document = await documentOf(sourceOf[family as OfficeFamily]);
      // How a PDF is drawn does not depend on what it was made of.
      const isDrawnAlike = (format: TargetFormat) => family !== "presentation" && /jpg|webp|svg/.test(format);
      for (const format of targets.filter((target) => !isDrawnAlike(target))) {
        const made = await resultOf(converter(), document, { format });
        assert.equal(made.conversion.format, format);
        assert.equal(made.conversion.pages, hasPages(format) ? 1 : null, format);
        assert.match(textOf(made.bytes, format), new RegExp(greeting), format);
      }
    });
  }

  it("gives several pages as a zip of pictures in their order, and one page as the picture", async () => {
    const deck = {
      bytes: createPresentation({ slides: 12 }),
      format: "pptx",
      filename: "Señal 1.2.pptx",
    } as const;
    const progress: Progress[] = [];
    const { conversion, bytes } = await resultOf(converter(), deck, {
      format: "png",
      options: { pages: "2-12", width: 160 },
      onProgress: (told) => progress.push(told),
    });
    assert.deepEqual(progress.at(-1)?.pageProgress, { page: 11, pages: 11 });
    assert.ok(progress.slice(0, -1).every(({ pageProgress }) => pageProgress == null));
    assert.deepEqual([conversion.format, conversion.pages], ["zip", 11]);
    const entries = unzipSync(bytes);
    assert.deepEqual(
      Object.keys(entries),
      Array.from({ length: 11 }, (_, index) => `Señal 1.2-${String(index + 1).padStart(2, "0")}.png`),
    );
    for (const picture of Object.values(entries)) assert.deepEqual(sizeOfPng(picture), [160, 120]);
    const one = await resultOf(converter(), deck, { format: "png", options: { pages: "3", dpi: 72 } });
    assert.deepEqual([one.conversion.format, one.conversion.pages], ["png", 1]);
    assert.deepEqual(sizeOfPng(one.bytes), [720, 540]);
  });

  it("draws jpg and webp as fine as was asked for", async () => {
    const document = await documentOf("pptx");
    for (const format of ["jpg", "webp"] as const) {
      const ask = async (quality: number) =>
        (await resultOf(converter(), document, { format, options: { quality, dpi: 50 } })).bytes.length;
      assert.ok((await ask(10)) < (await ask(95)), format);
    }
  });

  it("refuses a picture that is too large before it is drawn, naming the page and the size", async () => {
    const ask = { format: "png", options: { width: 16_000 } } as const;
    const failure = await failureFor(converter(), await documentOf("odt"), ask);
    assert.equal(failure.code, "resource_limit");
    assert.match(failure.message, /Page 1 .* 16000 × 22\d{3} pixels/);
  });

  it("makes CSV of the sheet that was asked for by number or name, or of all in a zip", async () => {
    const workbook = workbookOf([
      ["Märkte", 'a "b", ü'],
      ["2", "zwei"],
    ]);
    const csv = (sheet: string) => resultOf(converter(), workbook, { format: "csv", options: { sheet } });
    const market = '"a ""b"", ü"\n';
    for (const sheet of ["1", "Märkte"]) assert.equal(strFromU8((await csv(sheet)).bytes), market);
    assert.equal(strFromU8((await csv("2")).bytes), "zwei\n");
    const { conversion, bytes } = await csv("all");
    assert.equal(conversion.format, "zip");
    const entries = Object.entries(unzipSync(bytes)).map(([name, table]) => [name, strFromU8(table)]);
    assert.deepEqual(entries, [
      ["Umsätze-2.csv", "zwei\n"],
      ["Umsätze-Märkte.csv", market],
    ]);
    for (const sheet of ["3", "Markt"]) {
      const failure = await failureFor(converter(), workbook, { format: "csv", options: { sheet } });
      assert.equal(failure.code, "pages_out_of_range", sheet);
    }
  });

  it("writes text in UTF-8, without a mark that says so", async () => {
    const document = { bytes: createRichText(["Grüße 漢字"]), format: "rtf" } as const;
    const { bytes } = await resultOf(converter(), document, { format: "txt" });
    assert.deepEqual(Buffer.from(bytes), Buffer.from("Grüße 漢字\n"));
  });

  it("makes a web page of one file, pictures included, that tells nothing of this machine", async () => {
    for (const document of [pictured("odt"), pictured("ods")]) {
      const { bytes } = await resultOf(converter(), document, { format: "html" });
      const page = strFromU8(bytes);
      assert.match(page, /src="data:image\/(png|gif);base64,/);
      assert.doesNotMatch(page, /file:|\/tmp|\/proc|src="(?!data:)/);
    }
  });
}

interface Made {
  readonly conversion: Conversion;
  readonly bytes: Uint8Array;
}

function resultOf(converter: Converter, document: Document, instructions: Instructions): Promise<Made> {
  return convertIn(converter, document, instructions, async (outcome) => {
    assert.ok(outcome.ok, outcome.ok ? "" : `${outcome.failure.code}: ${outcome.failure.detail}`);
    const { conversion } = outcome;
    return { conversion, bytes: new Uint8Array(await readFile(conversion.path)) };
  });
}

/** What a reader finds; of what shows the text only as shapes, the text itself once its kind is right. */
function textOf(bytes: Uint8Array, format: TargetFormat): string {
  const begin = shapes[format as keyof typeof shapes];
  if (begin !== undefined) return begin.test(strFromU8(bytes, true)) ? greeting : "";
  if (["html", "rtf", "txt", "csv"].includes(format)) return strFromU8(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("\n");
}

const shapes = {
  pdf: /^%PDF-/,
  png: /^\x89PNG/,
  jpg: /^\xff\xd8\xff/,
  webp: /^RIFF....WEBP/s,
  svg: /^<\?xml.*<svg/s,
} as const;

/** Width and height. */
function sizeOfPng(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/** A document with a picture in its first paragraph or cell. */
function pictured(format: "odt" | "ods"): Document {
  const image = '<draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>';
  const frame = `<draw:frame svg:width="2cm" svg:height="2cm" svg:x="1cm" svg:y="1cm">${image}</draw:frame>`;
  const row = "<table:table-row><table:table-cell/></table:table-row>";
  const body =
    format === "odt"
      ? `<text:p>${frame}</text:p>`
      : `<table:table table:name="a"><table:shapes>${frame}</table:shapes>${row}</table:table>`;
  return openDocumentOf(format, body, { "Pictures/a.png": createPicture({ width: 8, height: 8 }) });
}

/** A workbook with one text in each sheet. */
function workbookOf(sheets: readonly (readonly [name: string, text: string])[]): Document {
  const tables = sheets.map(
    ([name, text]) =>
      `<table:table table:name="${name}"><table:table-row><table:table-cell office:value-type="string">` +
      `<text:p>${text}</text:p></table:table-cell></table:table-row></table:table>`,
  );
  return { ...openDocumentOf("ods", tables.join(""), {}), filename: "Umsätze.ods" };
}

function openDocumentOf(
  format: "odt" | "ods",
  body: string,
  pictures: Readonly<Record<string, Uint8Array>>,
): Document {
  const names = { office: "office", text: "text", table: "table", draw: "drawing", svg: "svg-compatible" };
  const namespaces = Object.entries(names)
    .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  const kind = format === "odt" ? "text" : "spreadsheet";
  const mediaType = `application/vnd.oasis.opendocument.${kind}`;
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const entries = [
    entry("/", mediaType),
    entry("content.xml", "text/xml"),
    ...Object.keys(pictures).map((path) => entry(path, "image/png")),
  ];
  const bytes = zipPackage({
    mimetype: mediaType,
    "content.xml":
      `<office:document-content ${namespaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">` +
      `<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ...pictures,
    "META-INF/manifest.xml":
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">' +
      `${entries.join("")}</manifest:manifest>`,
  });
  return { bytes, format };
}
