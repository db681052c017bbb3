import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { freePort } from "@platen/aws/test-support/free-ports";
import { converterSettings, openConverter } from "@platen/converter";
import { saveWithOffice } from "@platen/converter/test-support";
import { readSettings } from "@platen/program";
import { createLinkedPicture, createPresentation, truncated } from "@platen/test-documents";
import { type OddReport, runOdd } from "./run-odd.ts";
import { verdictOf } from "./verdict.ts";

const deck = createPresentation({ slides: 1 });
const password = "sesame";
const manifest = [
  ["file", "category", "password", "pdf"],
  ["odd/good.pptx", "control", "", "yes"],
  ["odd/locked.pptx", "password", password, "no"],
  ["odd/words.docx", "wrong-type", "", "yes"],
  // Untrue, to see that a wrong end is noticed.
  ["odd/called-good.pptx", "control", "", "yes"],
];

describe("odd documents", { timeout: 120_000 }, () => {
  let parent = "";
  let report: OddReport;
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "odd-test-"));
    const port = await freePort();
    const folder = join(parent, "odd");
    const documents = {
      "good.pptx": deck,
      "linked.pptx": createLinkedPicture(`http://127.0.0.1:${port}`),
      "locked.pptx": await saveWithOffice(deck, { from: "pptx", to: "pptx", password }),
      "cut.pptx": truncated(deck, 0.5),
      "empty.odt": new Uint8Array(),
      "book.epub": "<p>",
      "words.docx": "words",
      "called-good.pptx": "words",
    };
    await mkdir(folder);
    for (const [name, bytes] of Object.entries(documents)) await writeFile(join(folder, name), bytes);
    await writeFile(`${folder}-manifest.tsv`, manifest.map((row) => row.join("\t")).join("\n"));
    const converter = await openConverter(
      readSettings({ converter: converterSettings }, { ENGINE: "press", JAIL: "best-effort" }).converter,
    );
    try {
      report = await runOdd({ converter, folder, port, onRow: () => undefined });
    } finally {
      await converter.close();
    }
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("end with a PDF or the right code, and the one that does not is named", () => {
    const ends = Object.fromEntries(
      report.rows.map(({ file, outcome, problem }) => [file, [outcome, problem]]),
    );
    assert.deepEqual(ends, {
      "called-good.pptx": ["unsupported_format", "expected converted"],
      "cut.pptx": ["source_corrupt", undefined],
      "empty.odt": ["source_empty", undefined],
      "good.pptx": ["converted", undefined],
      "linked.pptx": ["converted", undefined],
      "locked.pptx": ["source_encrypted, converted", undefined],
      "book.epub": ["unsupported_format", undefined],
      "words.docx": ["unsupported_format", undefined],
    });
  });

  it("reach no listener, which a LibreOffice without guards does, and leave the template process alive", () => {
    assert.deepEqual(report.requests, []);
    assert.ok(report.controlRequests.length > 0);
    assert.equal(report.templateProcesses[0].length, 1);
    const broken = verdictOf(report).filter(({ holds }) => !holds);
    assert.deepEqual(
      broken.map(({ text }) => text),
      ["7 of 8 documents ended with a PDF or the right code"],
    );
  });

  it("fail the run when one reaches the listener, when the control does not, and when the template process is another", () => {
    const sound = { ...report, rows: report.rows.filter(({ problem }) => problem === undefined) };
    const changes: Partial<OddReport>[] = [
      { requests: ["GET /picture.png"] },
      { controlRequests: [] },
      { templateProcesses: [[1], [2]] },
      { rows: [] },
    ];
    const isSound = (changed: OddReport) => verdictOf(changed).every(({ holds }) => holds);
    assert.ok(isSound(sound));
    for (const change of changes) assert.ok(!isSound({ ...sound, ...change }), JSON.stringify(change));
  });
});
