import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import {
  createHiddenOpenSheet,
  createHiddenSheets,
  createWordFile,
  presentationParts,
  zipPackage,
} from "@platen/test-documents";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import { mergesParts } from "../libreoffice/abilities.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { convertIn, textOf } from "./converting.ts";
import { readInfo, readPdf } from "./read-pdf.ts";

/** What LibreOffice by itself gets wrong. */
export function testMending(converter: () => Converter): void {
  it("leaves hidden sheets out, with or without a print area, and says so", async () => {
    for (const printAreas of [true, false]) {
      const bytes = createHiddenSheets(
        [{ text: "PUBLIC" }, { text: "SECRET", state: "hidden" }, { text: "SECRET", state: "veryHidden" }],
        printAreas,
      );
      await convertIn(converter(), { bytes, format: "xlsx" }, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const { pages } = await readPdf(outcome.conversion.path);
        assert.equal(pages.length, 1);
        assert.match(pages[0]?.text ?? "", /PUBLIC/);
        const [warning] = outcome.conversion.warnings.filter(({ code }) => code === "sheets_hidden");
        assert.match(warning?.message ?? "", /^2 sheets are hidden/);
      });
    }
  });

  it("leaves a hidden sheet of OpenDocument out that has a print range, and draws a note beside its cell", async () => {
    const bytes = createHiddenOpenSheet("PUBLIC", "SECRET", "a note");
    await convertIn(converter(), { bytes, format: "ods" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const { pages } = await readPdf(outcome.conversion.path);
      assert.deepEqual(
        pages.map(({ text }) => /PUBLIC|SECRET/.exec(text)?.[0]),
        ["PUBLIC"],
      );
      assert.match(pages[0]?.text ?? "", /a note/);
      assert.ok(outcome.conversion.warnings.some(({ code }) => code === "sheets_hidden"));
    });
  });

  it("leaves hidden sheets of an old workbook out", async () => {
    const sheets = createHiddenSheets([{ text: "PUBLIC" }, { text: "SECRET", state: "hidden" }]);
    const workbook = await saveWithOffice(sheets, { from: "xlsx", to: "xls" });
    await convertIn(converter(), { bytes: workbook, format: "xls" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const text = textOf(await readPdf(outcome.conversion.path));
      assert.match(text, /PUBLIC/);
      assert.doesNotMatch(text, /SECRET/);
      assert.ok(outcome.conversion.warnings.some(({ code }) => code === "sheets_hidden"));
    });
  });

  it("names what it cannot show", async () => {
    const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const bytes = createWordFile({
      body: `${paragraph("Before")}<w:altChunk r:id="rId2"/>${paragraph("After")}`,
      parts: [{ kind: "aFChunk", name: "chunk.html", type: "text/html", content: "<p>Between</p>" }],
    });
    await convertIn(converter(), { bytes, format: "docx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const text = textOf(await readPdf(outcome.conversion.path));
      const [warning] = outcome.conversion.warnings.filter(({ code }) => code === "content_not_shown");
      assert.match(text, /Before.*After/s);
      const { version } = await findLibreOffice();
      assert.equal(/Before\s+Between\s+After/.test(text), mergesParts({ version }));
      if (mergesParts({ version })) assert.equal(warning, undefined);
      else assert.match(warning?.message ?? "", /1 × part of the text.*altChunk/);
    });
  });

  it("lets labels of slides begin where they were put though they do not wrap, with signs and a language", async () => {
    const parts = presentationParts({ slides: [{ title: "Title" }] });
    const slide = "ppt/slides/slide1.xml";
    const label =
      '<p:sp><p:nvSpPr><p:cNvPr id="50" name="Label"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>' +
      '<a:xfrm><a:off x="914400" y="3657600"/><a:ext cx="914400" cy="365760"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>' +
      '<p:txBody><a:bodyPr wrap="none" lIns="0"><a:spAutoFit/></a:bodyPr><a:p><a:r><a:rPr lang="en-GB" sz="1800"/>' +
      "<a:t>Wider than the box that it stands in</a:t></a:r>" +
      '<a:r><a:rPr lang="en-GB"><a:latin typeface="Wingdings" charset="2"/></a:rPr><a:t>J</a:t></a:r></a:p></p:txBody></p:sp>';
    const bytes = zipPackage({
      ...parts,
      [slide]: String(parts[slide])
        .replace("</p:spTree>", `${label}</p:spTree>`)
        .replaceAll("en-GB", "de-AT"),
    });
    await convertIn(converter(), { bytes, format: "pptx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const { facts, info } = await readInfo(outcome.conversion.path);
      const left = facts.pages[0]?.places.find(({ text }) => text.startsWith("Wider"))?.left ?? 0;
      assert.ok(Math.abs(left - 72) < 1, `it begins at ${left} points`);
      assert.equal(info.Language, "de-AT");
      assert.match(textOf(facts), /\u263a/);
    });
  });
}
