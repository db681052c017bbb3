import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { SourceFormat } from "@platen/core";
import {
  complexField,
  createHiddenOpenSheet,
  createHiddenSheets,
  createOwnName,
  createWordFile,
  createWorkbookFile,
  presentationParts,
  zipPackage,
} from "@platen/test-documents";
import { mendSource } from "./mend-source.ts";
import { type MendingStep, mendingSteps, mendingStepsIn } from "./mending-steps.ts";

type Document = readonly [SourceFormat, Uint8Array];

const field = (instruction: string): Document => [
  "docx",
  createWordFile({ body: `<w:p>${complexField(instruction, "saved")}</w:p>` }),
];
const sheet = (content: string, more = {}): Document => [
  "xlsx",
  createWorkbookFile({ sheet: content, ...more }),
];

function labelled(): Document {
  const parts = presentationParts({ slides: 1 });
  const name = "ppt/slides/slide1.xml";
  const label = '<p:sp><p:txBody><a:bodyPr wrap="none"><a:spAutoFit/></a:bodyPr><a:p/></p:txBody></p:sp>';
  const slide = String(parts[name])
    .replaceAll(/ lang="[^"]*"/g, "")
    .replace("</p:spTree>", `${label}</p:spTree>`);
  return ["pptx", zipPackage({ ...parts, [name]: slide })];
}

/** For each step a document that needs it, and no other. */
const documents: Readonly<Record<MendingStep, () => Document>> = {
  references: () => field("REF _Gone"),
  links: () => field('HYPERLINK "https://example.com"'),
  paper: () => ["docx", createWordFile({ body: "<w:p/>", namesPaper: false })],
  symbols: () => [
    "docx",
    createWordFile({
      body: '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>J</w:t></w:r></w:p>',
    }),
  ],
  controls: () => [
    "docx",
    createWordFile({
      body: "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    }),
  ],
  namesInTexts: () => field("FILENAME \\p"),
  names: () => ["xlsx", createOwnName("xlsx", "path")],
  dates: () => field("DATE"),
  indexes: () => ["docx", createWordFile({ body: "<w:p/>", settings: '<w:updateFields w:val="true"/>' })],
  hiddenSheets: () => ["xlsx", createHiddenSheets([{ text: "a" }, { text: "b", state: "hidden" }])],
  notes: () => ["ods", createHiddenOpenSheet("shown", undefined, "a note")],
  calculation: () => sheet("<sheetData/>", { workbook: '<calcPr fullCalcOnLoad="1"/>' }),
  rowHeights: () =>
    sheet('<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>', {
      formats: '<xf><alignment wrapText="1"/></xf>',
    }),
  scrolling: () =>
    sheet('<sheetViews><sheetView topLeftCell="A37" workbookViewId="0"/></sheetViews><sheetData/>'),
  labels: labelled,
  language: () => {
    const parts = presentationParts({ slides: 1 });
    const name = "ppt/slides/slide1.xml";
    return [
      "pptx",
      zipPackage({ ...parts, [name]: String(parts[name]).replace("<a:t>", '<a:rPr lang="de-DE"/><a:t>') }),
    ];
  },
};

async function isMended([format, bytes]: Document, off: readonly MendingStep[]): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "turning-off-"));
  try {
    const [path, to] = [join(folder, "from"), join(folder, "to")];
    await writeFile(path, bytes);
    const choice = {
      dates: "saved",
      paper: "A4",
      isPrinted: true,
      singlePageSheets: true,
      name: "a.docx",
      off,
    } as const;
    const { isCopied, needs } = await mendSource({ path, format, to, maxEntries: 100, choice });
    return isCopied || Object.keys(needs).length > 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("A step of mending", () => {
  for (const step of Object.keys(mendingSteps) as MendingStep[])
    it(`is done where it is needed, and can be turned off: ${step}`, async () => {
      const document = documents[step]();
      const others = (Object.keys(mendingSteps) as MendingStep[]).filter((other) => other !== step);
      assert.ok(await isMended(document, others), "with it alone");
      assert.ok(!(await isMended(document, [step])), "with all others");
    });

  it("calculates workbooks that ask for it in either way", async () => {
    const asks = (attributes: string) =>
      isMended(sheet("<sheetData/>", { workbook: `<calcPr ${attributes}/>` }), []);
    assert.ok(await asks('forceFullCalc="1"'));
    assert.ok(!(await asks('calcId="1" forceFullCalc="0"')));
  });

  it("is called by its name", () => {
    assert.deepEqual(mendingStepsIn("links,labels"), ["links", "labels"]);
    assert.deepEqual(mendingStepsIn(""), []);
  });
});
