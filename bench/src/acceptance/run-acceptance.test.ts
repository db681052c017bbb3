import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { converterSettings, findLibreOffice, openConverter } from "@platen/converter";
import { saveWithOffice } from "@platen/converter/test-support";
import type { ConversionRequest, Converter } from "@platen/core";
import { readSettings } from "@platen/program";
import {
  createPresentation,
  createRichText,
  createWordDocument,
  truncated,
  zipPackage,
} from "@platen/test-documents";
import { type AcceptanceRow, categoryOf } from "./acceptance-row.ts";
import { acceptanceReport, differingDocuments } from "./report.ts";
import { runAcceptance } from "./run-acceptance.ts";

const deck = createPresentation({ slides: [{ title: "Platen" }] });
const text = (words: string) => createWordDocument({ paragraphs: [{ text: words }] });

/** A sheet with a number that is another each time. */
function randomNumber(): Uint8Array {
  const names = ["office", "table", "text"].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  const cell = '<table:table-cell table:formula="of:=RAND()" office:value-type="float" office:value="0.5"/>';
  const table = `<table:table table:name="A"><table:table-row>${cell}</table:table-row></table:table>`;
  const mediaType = "application/vnd.oasis.opendocument.spreadsheet";
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  return zipPackage({
    mimetype: mediaType,
    "META-INF/manifest.xml":
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">' +
      `${entry("/", mediaType)}${entry("content.xml", "text/xml")}</manifest:manifest>`,
    "content.xml":
      `<office:document-content ${names.join(" ")} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" ` +
      `office:version="1.2"><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`,
  });
}

/** Platen with the faults that the comparison is to find: it mixes up two documents and knows no RTF. */
function withFaults(converter: Converter, folder: string): Converter {
  const convert: Converter["convert"] = async (request, context) => {
    if (request.source.format === "rtf")
      return { ok: false, failure: { code: "unsupported_format", message: "RTF", retryable: false } };
    const { size } = await stat(request.source.path);
    const isMixedUp = size === (await stat(join(folder, "wanted.docx"))).size;
    const path = isMixedUp ? join(folder, "below", "other.docx") : request.source.path;
    const mixed: ConversionRequest = { ...request, source: { ...request.source, path } };
    return converter.convert(mixed, context);
  };
  return {
    convert,
    drawFirstPage: (pdf, folder, signal) => converter.drawFirstPage(pdf, folder, signal),
    describe: () => converter.describe(),
    ping: () => converter.ping(),
    close: () => converter.close(),
  };
}

describe("the comparison with soffice", { timeout: 240_000 }, () => {
  let parent = "";
  let rows: readonly AcceptanceRow[] = [];
  let made: string[] = [];
  let remade: string[] = [];
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "acceptance-test-"));
    const folder = join(parent, "documents");
    const documents = {
      "deck.pptx": deck,
      "same-deck.pptx": deck,
      "wanted.docx": text("Every word of this stands in soffice's PDF"),
      "below/other.docx": text("And these are others"),
      "random.ods": randomNumber(),
      "text.rtf": createRichText(["Rich"]),
      "cut.docx": truncated(text("Cut"), 0.4),
      "locked.pptx": await saveWithOffice(deck, { from: "pptx", to: "pptx", password: "sesame" }),
      "notes.unknown": "no document",
    };
    await mkdir(join(folder, "below"), { recursive: true });
    for (const [name, bytes] of Object.entries(documents)) await writeFile(join(folder, name), bytes);
    const settings = readSettings(
      { converter: converterSettings },
      { ENGINE: "press", JAIL: "best-effort" },
    ).converter;
    const converter = await openConverter(settings);
    const keepIn = join(parent, "kept");
    const options = { office: await findLibreOffice(), folder, keepIn, limitMs: 60_000, minDecibels: 35 };
    const kept = async () => {
      const [name = ""] = await readdir(keepIn);
      const files = (await readdir(join(keepIn, name))).filter((file) => file.endsWith(".outcome"));
      const facts = await Promise.all(files.map((file) => stat(join(keepIn, name, file))));
      return facts.map(({ mtimeMs }, index) => `${files[index]} ${mtimeMs}`).toSorted();
    };
    try {
      const run = { ...options, converter: withFaults(converter, folder), onRow: async () => undefined };
      rows = await runAcceptance(run);
      made = await kept();
      await runAcceptance(run);
      remade = await kept();
    } finally {
      await converter.close();
    }
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("takes every document below the folder once, by its content", () => {
    assert.deepEqual(Object.fromEntries(rows.map((row) => [row.file, categoryOf(row)])), {
      "below/other.docx": "both",
      "cut.docx": "neither",
      "deck.pptx": "both",
      "locked.pptx": "protected",
      "random.ods": "both",
      "text.rtf": "only soffice",
      "wanted.docx": "both",
    });
  });

  it("finds the document whose words differ and the one that is refused, and no other", () => {
    const [wrong = "", refused = "", ...others] = differingDocuments(rows).toSorted().toReversed();
    assert.match(wrong, /^wanted\.docx: words on page 1: \[.*Every.*\] → \[.*others.*\]/);
    assert.equal(refused, "text.rtf: unsupported_format");
    assert.deepEqual(others, []);
  });

  it("counts in a table", () => {
    const report = acceptanceReport(rows);
    assert.match(report, /converted by both +\| +4 \|/);
    assert.match(report, /the same words on every page +\| +3 \| +75\.00 \|/);
    assert.match(report, /Platen converts 80\.00 % of what soffice converts\./);
  });

  it("keeps what soffice made for the next run", () => {
    assert.equal(made.length, 7);
    assert.deepEqual(remade, made);
  });
});
