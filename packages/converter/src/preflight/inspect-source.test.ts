import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { SourceFormat } from "@platen/core";
import {
  createBlankPart,
  createDeclaredEntity,
  createOpenDocument,
  createPicture,
  createPresentation,
  createRichText,
  createWordDocument,
  createWorkbook,
  presentationParts,
  truncated,
  zipPackage,
} from "@platen/test-documents";
import { createOnePart } from "../../test-support/encrypted-documents.ts";
import { zipBytes } from "../test-support/zip-bytes.ts";
import { inspectSource, type SourceInspection } from "./inspect-source.ts";
import { defaultSourceLimits, type SourceLimits } from "./source-limits.ts";

async function inspect(
  bytes: Uint8Array | string,
  format: SourceFormat,
  limits: Partial<SourceLimits> = {},
  { hasPassword = false, opensOnePart = true, lacks = [] as SourceFormat[] } = {},
): Promise<SourceInspection> {
  const folder = await mkdtemp(join(tmpdir(), "inspect-source-"));
  try {
    const path = join(folder, "source");
    await writeFile(path, bytes);
    const source = { path, format, hasPassword };
    return await inspectSource(
      source,
      { ...defaultSourceLimits, ...limits },
      { opensOnePart, mergesParts: true, lacks },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

function codeOf(found: SourceInspection): string {
  return found.ok ? `${found.facts.format}` : found.failure.code;
}

const deck = createPresentation({ slides: 3 });
const text = createWordDocument({ paragraphs: [{ text: "Text" }] });

describe("inspectSource", () => {
  it("tells the formats apart by their content", async () => {
    const sources: readonly (readonly [SourceFormat, Uint8Array | string])[] = [
      ["pptx", deck],
      ["pptm", createPresentation({ slides: 1, kind: "pptm" })],
      ["ppsx", createPresentation({ slides: 1, kind: "ppsx" })],
      ["odp", createOpenDocument({ kind: "odp", texts: ["a"] })],
      ["docx", text],
      ["docm", createWordDocument({ paragraphs: [], kind: "docm" })],
      ["odt", createOpenDocument({ kind: "odt", texts: ["a"] })],
      ["rtf", createRichText(["a"])],
      ["txt", "plain"],
      ["xlsx", createWorkbook({ rows: [[1]] })],
      ["xlsm", createWorkbook({ rows: [[1]], kind: "xlsm" })],
      ["ods", createOpenDocument({ kind: "ods", texts: ["a"] })],
      ["csv", "a,b"],
    ];
    for (const [format, bytes] of sources) assert.equal(codeOf(await inspect(bytes, format)), format);
  });

  it("forgives a name that is wrong, and says what the source truly is", async () => {
    for (const [bytes, claimed, truth] of [
      [deck, "ppsx", "pptx"],
      [deck, "ppt", "pptx"],
      [text, "doc", "docx"],
      [createRichText(["a"]), "doc", "rtf"],
      [createRichText(["a"]), "xls", "rtf"],
      [text, "pptx", "docx"],
      [deck, "xlsx", "pptx"],
      ["name\tvalue\n", "xls", "csv"],
      ["plain", "doc", "txt"],
    ] as const) {
      assert.equal(codeOf(await inspect(bytes, claimed)), truth);
    }
  });

  it("refuses what cannot be what its name says, or is of no kind that is converted, and says what it is", async () => {
    const picture = createPicture({ width: 2, height: 2 });
    for (const [bytes, claimed, content] of [
      [picture, "pptx", /png \(drawing\)/],
      ["%PDF-1.4\n", "docx", /pdf \(PDF\)/],
      ["<!DOCTYPE html><html></html>", "pptx", /html \(text\)/],
      ["<?xml version='1.0'?><x/>", "docx", /XML/],
      [zipPackage({ "a.txt": "a" }), "docx", /zip archive/],
      ["just words", "pptx", /plain text/],
      [new Uint8Array(5_000), "doc", /unknown binary/],
    ] as const) {
      const found = await inspect(bytes, claimed);
      assert.equal(codeOf(found), "unsupported_format");
      assert.match(found.ok ? "" : found.failure.message, content);
    }
  });

  it("refuses what this LibreOffice cannot decrypt as such, with and without a password", async () => {
    const document = createOnePart("odp");
    for (const hasPassword of [false, true]) {
      const old = await inspect(document, "odp", {}, { hasPassword, opensOnePart: false });
      assert.equal(codeOf(old), "encryption_unsupported");
    }
    assert.equal(codeOf(await inspect(document, "odp")), "source_encrypted");
    assert.equal(codeOf(await inspect(document, "odp", {}, { hasPassword: true })), "odp");
    const wrongName = await inspect(document, "xlsx", {}, { opensOnePart: false });
    assert.equal(codeOf(wrongName), "encryption_unsupported");
  });

  it("knows WordPerfect under another name, and a picture whose facts lie at its end", async () => {
    const perfect = Buffer.from("ff5750436e0f0000010a00000000000000000000fbff0500", "hex");
    assert.equal(codeOf(await inspect(perfect, "doc")), "wpd");
    perfect.writeUInt16LE(7, 12);
    assert.equal(codeOf(await inspect(perfect, "doc")), "source_encrypted");
    const tiff = Buffer.concat([Buffer.from("49492a0000100000", "hex")], 5_000);
    assert.equal(codeOf(await inspect(tiff, "tif")), "tif");
    assert.equal(codeOf(await inspect(tiff, "doc")), "unsupported_format");
  });

  it("calls what Pages, Numbers and Keynote protect so", async () => {
    const new2013 = zipBytes([{ name: ".iwpv2", content: "proof" }]);
    assert.equal(codeOf(await inspect(new2013, "numbers")), "encryption_unsupported");
    const old = zipBytes([{ name: "index.xml", content: "locked", isStored: true }]);
    for (const signature of [0x04034b50, 0x02014b50]) {
      const mark = Buffer.alloc(4);
      mark.writeUInt32LE(signature);
      old.writeUInt16LE(25_451, old.indexOf(mark) + (signature === 0x04034b50 ? 8 : 10));
    }
    assert.equal(codeOf(await inspect(old, "pages")), "encryption_unsupported");
  });

  it("calls an archive with a password of its own protected, not damaged", async () => {
    const part = { content: "<a/>", flags: 1 };
    const locked = zipBytes([{ ...part, name: "[Content_Types].xml" }]);
    assert.equal(codeOf(await inspect(locked, "docx")), "encryption_unsupported");
  });

  it("tells empty, broken and cut files", async () => {
    assert.equal(codeOf(await inspect("", "pptx")), "source_empty");
    assert.equal(codeOf(await inspect(truncated(deck, 0.9), "pptx")), "source_corrupt");
    assert.equal(codeOf(await inspect("PK\u0003\u0004", "pptx")), "source_corrupt");
    const oleStart = Buffer.from("d0cf11e0a1b11ae1", "hex");
    assert.equal(codeOf(await inspect(oleStart, "ppt")), "source_corrupt");
  });

  it("refuses entities, however they are hidden", async () => {
    assert.equal(codeOf(await inspect(createDeclaredEntity(), "pptx")), "source_too_complex");
    const slide = '<!-- <p> --><!DOCTYPE p [<!ENTITY e "x">]><p/>';
    for (const bytes of [Buffer.from(slide), Buffer.from(`\ufeff${slide}`, "utf16le")]) {
      const hidden = zipPackage({ ...presentationParts({ slides: 1 }), "ppt/slides/slide1.xml": bytes });
      assert.equal(codeOf(await inspect(hidden, "pptx")), "source_too_complex");
    }
  });

  it("refuses a part whose root is not seen, since it may still declare entities", async () => {
    const part = (content: string | Uint8Array) =>
      zipPackage({ ...presentationParts({ slides: 1 }), "ppt/slides/slide1.xml": content });
    const comment = `<!--${randomBytes(100_000).toString("base64")}-->`;
    const declared = '<!DOCTYPE p [<!ENTITY e "x">]><p/>';
    assert.equal(codeOf(await inspect(part(`${comment}<p/>`), "pptx")), "pptx");
    assert.equal(codeOf(await inspect(part(comment + declared), "pptx")), "source_too_complex");
    assert.equal(codeOf(await inspect(part(" ".repeat(1_100_000) + declared), "pptx")), "source_too_complex");
    assert.equal(codeOf(await inspect(part("no XML"), "pptx")), "source_too_complex");
    assert.equal(codeOf(await inspect(part(""), "pptx")), "pptx");
  });

  it("refuses names of parts and lists of them that no program writes", async () => {
    const named = (name: string) => zipPackage({ ...presentationParts({ slides: 1 }), [name]: "x" });
    assert.equal(codeOf(await inspect(named("x".repeat(1_000)), "pptx")), "pptx");
    assert.equal(codeOf(await inspect(named("x".repeat(1_001)), "pptx")), "source_too_complex");
  });

  it("says what else an OpenDocument file is in few words, whatever it says of itself", async () => {
    const mediaType = `application/vnd.oasis.opendocument.graphics${"x".repeat(5_000)}`;
    const found = await inspect(zipPackage({ mimetype: mediaType, "content.xml": "<a/>" }), "odp");
    assert.ok(!found.ok && found.failure.code === "unsupported_format");
    assert.ok(found.failure.message.length < 500);
  });

  it("tells of macros and of links to content outside, which will not be in the PDF", async () => {
    const withMacros = zipPackage({ ...presentationParts({ slides: 1 }), "ppt/vbaProject.bin": "x" });
    const found = await inspect(withMacros, "pptm");
    assert.deepEqual(found.ok && found.facts.warnings.map(({ code }) => code), ["macros_ignored"]);
  });

  it("counts what really comes out, not what the archive says", async () => {
    const blank = createBlankPart(40_000_000);
    assert.equal(codeOf(await inspect(blank, "pptx")), "source_too_complex");
    const lying = withStatedSizes(blank, 1_000);
    assert.match(codeOf(await inspect(lying, "pptx")), /source_(too_complex|corrupt)/);
  });

  it("keeps every limit: bytes in all, bytes of a part, number of parts", async () => {
    assert.equal(codeOf(await inspect(deck, "pptx", { maxInflatedBytes: 10_000 })), "source_too_complex");
    assert.equal(codeOf(await inspect(deck, "pptx", { maxXmlPartBytes: 1_000 })), "source_too_complex");
    assert.equal(codeOf(await inspect(deck, "pptx", { maxZipEntries: 5 })), "source_too_complex");
  });

  it("refuses parts that lie over each other", async () => {
    assert.equal(codeOf(await inspect(withOverlaps(deck), "pptx")), "source_too_complex");
  });

  it("notes how text is stored", async () => {
    for (const [bytes, encoding] of [
      [Buffer.from("Grüße"), "utf-8"],
      [Buffer.from("Grüße", "latin1"), "windows-1252"],
      [Buffer.from("\ufeffGrüße", "utf16le"), "utf-16le"],
    ] as const) {
      const found = await inspect(bytes, "txt");
      assert.equal(found.ok && found.facts.text?.encoding, encoding);
    }
  });
});

const listEntry = Buffer.from("PK\u0001\u0002");

/** The same archive, whose list says that every part unpacks to this many bytes. */
function withStatedSizes(archive: Uint8Array, bytes: number): Uint8Array {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf(listEntry); at !== -1; at = changed.indexOf(listEntry, at + 4)) {
    changed.writeUInt32LE(bytes, at + 24);
  }
  return changed;
}

/** The same archive, in whose list every part has the packed bytes of the whole file. */
function withOverlaps(archive: Uint8Array): Uint8Array {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf(listEntry); at !== -1; at = changed.indexOf(listEntry, at + 4)) {
    changed.writeUInt32LE(changed.length, at + 20);
  }
  return changed;
}
