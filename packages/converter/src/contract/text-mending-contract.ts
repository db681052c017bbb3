import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import {
  complexField,
  createOpenDocument,
  createRichTextFile,
  createWordFile,
  wordNamespaces,
} from "@platen/test-documents";
import { type Document, pdfOf, textOf } from "./converting.ts";

/** What LibreOffice by itself gets wrong in texts. */
export function testTextMending(converter: () => Converter): void {
  for (const [name, document] of [
    ["Word", () => wordText],
    ["RTF", () => richText],
  ] as const)
    it(`shows saved references and links to click in a text of ${name} on the paper of the locale`, async () => {
      const facts = await pdfOf(converter(), document());
      const text = textOf(facts).replace(/\s+/g, " ");
      assert.match(text, saved);
      assert.doesNotMatch(text, /Error/);
      const links = facts.pages.flatMap((page) => page.links.filter((link) => link !== undefined));
      assert.deepEqual(links.toSorted(), [
        "https://example.com/1",
        "https://example.com/2",
        "https://example.com/3",
      ]);
      assert.deepEqual(
        facts.pages.map(({ widthPoints, heightPoints }) => [widthPoints, heightPoints]),
        [[595, 842]],
      );
      const [page] = (await pdfOf(converter(), document(), { options: { locale: "en-US" } })).pages;
      assert.deepEqual([page?.widthPoints, page?.heightPoints], [612, 792]);
      if (name === "Word")
        for (const words of ["Head 8", "Foot 9", "Note 10"]) assert.match(text, new RegExp(words));
    });

  it("shows the signs of symbol fonts in a text of Word, on paper of which only is said how it lies", async () => {
    const facts = await pdfOf(converter(), symbols);
    // Fonts of one line come one after the other.
    assert.deepEqual([...textOf(facts).replace(/\s+/g, "")].sort(), ["\u03b1", "\u263a", "\u2713", "\u2714"]);
    const [page] = facts.pages;
    assert.deepEqual([page?.widthPoints, page?.heightPoints], [842, 595]);
  });

  it("keeps the look and the lines of filled content controls", async () => {
    const places = (await pdfOf(converter(), controls)).pages[0]?.places ?? [];
    const baselineOf = (wanted: string) => places.find(({ text }) => text.trim() === wanted)?.baseline ?? 0;
    // A line of text that is 18 points high.
    for (const [one, other] of [
      ["Big", "lines"],
      ["Whole", "paragraph"],
    ] as const)
      assert.ok(Math.abs(baselineOf(one) - baselineOf(other) - 22) < 2, JSON.stringify(places));
  });

  it("shows saved references in a text of OpenDocument", async () => {
    const text = textOf(await pdfOf(converter(), openText)).replace(/\s+/g, " ");
    assert.match(text, saved);
    assert.doesNotMatch(text, /Error/);
  });
}

const symbolRun = (font: string, text: string) =>
  `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t>${text}</w:t></w:r>`;

const symbols: Document = {
  format: "docx",
  bytes: createWordFile({
    body: `<w:p>${symbolRun("Wingdings", "J&#xF0FC;")}<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>${symbolRun("Symbol", "a")}</w:p>`,
    section: '<w:pgSz w:orient="landscape"/>',
    namesPaper: false,
  }),
};

const saved = /As shown in Figure 4 and on page 17 ?, see Table 2 ?, but Chapter one/;

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const wordprocessingml = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const bigLines = (one: string, other: string) =>
  `<w:r><w:rPr><w:sz w:val="36"/></w:rPr><w:t>${one}</w:t><w:br/><w:t>${other}</w:t></w:r>`;

const controls: Document = {
  format: "docx",
  bytes: createWordFile({
    body:
      `<w:p>${run("Filled: ")}<w:sdt><w:sdtPr><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>` +
      `${bigLines("Big", "lines")}</w:sdtContent></w:sdt></w:p>` +
      `<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:p>${bigLines("Whole", "paragraph")}</w:p></w:sdtContent></w:sdt>`,
  }),
};

/** The instruction of its first reference stands in two runs. */
const wordText: Document = {
  format: "docx",
  bytes: createWordFile({
    body:
      `<w:p>${run("As shown in ")}${complexField("REF _Gone", "Figure 4").replace("_Go", "_Go</w:instrText></w:r><w:r><w:instrText>")}` +
      `${run(" and on page ")}${complexField("PAGEREF _Gone \\h", "17")}${run(", see ")}` +
      `<w:fldSimple w:instr=" REF _Gone \\r ">${run("Table 2")}</w:fldSimple>${run(", but ")}` +
      `${complexField("REF _Here \\h", "Chapter nine")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
      `<w:p><w:bookmarkStart w:id="1" w:name="_Here"/>${run("Chapter one")}<w:bookmarkEnd w:id="1"/></w:p>` +
      `<w:p>${complexField('HYPERLINK "https://example.com/1"', "one")}<w:fldSimple w:instr=" HYPERLINK &quot;https://example.com/2&quot; ">` +
      `${run("two")}</w:fldSimple><w:hyperlink r:id="rId5">${run("three")}</w:hyperlink></w:p>`,
    namesPaper: false,
    addresses: ["https://example.com/3"],
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

const openText: Document = {
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

const richField = (instruction: string, result: string) =>
  `{\\field{\\*\\fldinst {${instruction}}}{\\fldrslt {${result}}}}`;

const richText: Document = {
  format: "rtf",
  bytes: createRichTextFile(
    `\\pard As shown in ${richField("REF _Gone}{\\b  \\\\h", "Figure 4")} and on page ${richField("PAGEREF _Gone", "17")}, see ` +
      `${richField("REF _Gone \\\\r", "Table 2")}, but ${richField("REF _Here", "Chapter nine")}\\par\n` +
      "{\\*\\bkmkstart _Here}Chapter one{\\*\\bkmkend _Here}\\par\n" +
      `${[1, 2, 3].map((number) => `${richField(`HYPERLINK "https://example.com/${number}"`, `link ${number}`)} `).join("")}\\par`,
  ),
};
