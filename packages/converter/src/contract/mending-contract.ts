import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import {
  complexField,
  createHiddenSheets,
  createOpenDocument,
  createWordFile,
  wordNamespaces,
} from "@platen/test-documents";
import { convertIn, type Document, pdfOf, textOf } from "./converting.ts";
import { readPdf } from "./read-pdf.ts";

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

  it("shows what was saved for a reference whose target is not in the text", async () => {
    for (const document of [wordReferences, openReferences]) {
      const text = textOf(await pdfOf(converter(), document)).replace(/\s+/g, " ");
      assert.match(text, /As shown in Figure 4 and on page 17, see Table 2, but Chapter one/);
      assert.doesNotMatch(text, /Error/);
    }
    const text = textOf(await pdfOf(converter(), wordReferences));
    for (const saved of ["Head 8", "Foot 9", "Note 10"]) assert.match(text, new RegExp(saved));
  });
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const wordprocessingml = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** The instruction of its first reference stands in two runs. */
const wordReferences: Document = {
  format: "docx",
  bytes: createWordFile({
    body:
      `<w:p>${run("As shown in ")}${complexField("REF _Gone", "Figure 4").replace("_Go", "_Go</w:instrText></w:r><w:r><w:instrText>")}` +
      `${run(" and on page ")}${complexField("PAGEREF _Gone \\h", "17")}${run(", see ")}` +
      `<w:fldSimple w:instr=" REF _Gone \\r ">${run("Table 2")}</w:fldSimple>${run(", but ")}` +
      `${complexField("REF _Here \\h", "Chapter nine")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
      `<w:p><w:bookmarkStart w:id="1" w:name="_Here"/>${run("Chapter one")}<w:bookmarkEnd w:id="1"/></w:p>`,
    parts: [
      ...(["header", "footer"] as const).map((kind) => ({
        kind,
        name: `${kind}1.xml`,
        type: `${wordprocessingml}.${kind}+xml`,
        content: `<w:${kind === "header" ? "hdr" : "ftr"} ${wordNamespaces}><w:p>${complexField("REF _Gone", kind === "header" ? "Head 8" : "Foot 9")}</w:p></w:${kind === "header" ? "hdr" : "ftr"}>`,
      })),
      {
        kind: "footnotes",
        name: "footnotes.xml",
        type: `${wordprocessingml}.footnotes+xml`,
        content: `<w:footnotes ${wordNamespaces}><w:footnote w:id="2"><w:p>${complexField("REF _Gone", "Note 10")}</w:p></w:footnote></w:footnotes>`,
      },
    ],
    section:
      '<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>',
  }),
};

const openReference = (kind: string, format: string, saved: string, name = "gone") =>
  `<text:${kind}-ref text:reference-format="${format}" text:ref-name="${name}">${saved}</text:${kind}-ref>`;

const openReferences: Document = {
  format: "odt",
  bytes: createOpenDocument({
    kind: "odt",
    texts: [],
    body:
      `<text:p>As shown in ${openReference("bookmark", "text", "Figure 4")} and on page ` +
      `${openReference("reference", "page", "17")}, see ${openReference("sequence", "value", "Table 2")}, but ` +
      `${openReference("bookmark", "text", "Chapter nine", "here")}</text:p>` +
      '<text:p><text:bookmark-start text:name="here"/>Chapter one<text:bookmark-end text:name="here"/></text:p>',
  }),
};
