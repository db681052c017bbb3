import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { inspectPdf, type PdfInspection } from "./inspect-pdf.ts";

async function inspect(pdf: Uint8Array | string, maxBytes = 1_000_000): Promise<PdfInspection> {
  const folder = await mkdtemp(join(tmpdir(), "inspect-pdf-"));
  try {
    const path = join(folder, "result.pdf");
    await writeFile(path, pdf, "latin1");
    return inspectPdf(path, { maxBytes });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const catalog = "<</Type/Catalog/Pages 2 0 R>>";
const pageTree = (pages: number) => `<</Type/Pages/Kids[3 0 R]/Count ${pages}>>`;

/** As LibreOffice writes it up to 24.2: every object by itself, a table of where they are. */
function pdfWithTable(pages: number): string {
  const objects = [catalog, pageTree(pages), "<</Type/Page/Parent 2 0 R>>"];
  let body = "%PDF-1.6\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const table = `xref\n0 4\n0000000000 65535 f \n${entries.join("")}`;
  return `${body}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** As qpdf and newer LibreOffice write it: objects packed together, a packed list of where they are. */
function pdfWithStreams(pages: number, predictor: boolean): Buffer {
  const first = `1 0 2 ${catalog.length + 1} `;
  const packed = deflateSync(`${first}${catalog} ${pageTree(pages)}`);
  const head = Buffer.from("%PDF-1.7\n");
  const dictionary = `<</Type/ObjStm/N 2/First ${first.length}/Filter/FlateDecode/Length ${packed.length}>>`;
  const home = Buffer.concat([
    Buffer.from(`4 0 obj\n${dictionary}\nstream\n`),
    packed,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  const start = head.length + home.length;
  const rows = [
    [0, 0, 0, 255],
    [2, 0, 4, 0],
    [2, 0, 4, 1],
    [0, 0, 0, 0],
    [1, head.length >> 8, head.length & 255, 0],
    [1, start >> 8, start & 255, 0],
  ];
  const list = deflateSync(Buffer.from(predictor ? withPredictor(rows) : rows.flat()));
  const parameters = predictor ? "/DecodeParms<</Predictor 12/Columns 4>>" : "";
  const listDictionary = `<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Filter/FlateDecode${parameters}/Length ${list.length}>>`;
  return Buffer.concat([
    head,
    home,
    Buffer.from(`5 0 obj\n${listDictionary}\nstream\n`),
    list,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ]);
}

/** Every row as its difference to the one above, marked as such. */
function withPredictor(rows: readonly number[][]): number[] {
  return rows.flatMap((row, index) => [
    2,
    ...row.map((value, column) => (value - (rows[index - 1]?.[column] ?? 0) + 256) % 256),
  ]);
}

describe("inspectPdf", () => {
  it("counts the pages of a PDF with a table of objects", async () => {
    const pdf = pdfWithTable(7);
    assert.deepEqual(await inspect(pdf), { ok: true, pages: 7, bytes: pdf.length, missingGlyphs: [] });
  });

  it("counts the pages of a PDF with packed objects", async () => {
    for (const predictor of [false, true]) {
      const found = await inspect(pdfWithStreams(41, predictor));
      assert.ok(found.ok && found.pages === 41, JSON.stringify(found));
    }
  });

  it("takes no file for a PDF whose end is missing, wherever it breaks off", async () => {
    const whole = pdfWithTable(7);
    for (let length = 0; length < whole.trimEnd().length; length += 1) {
      assert.equal((await inspect(whole.slice(0, length))).ok, false, `${length} bytes`);
    }
  });

  it("takes no file for a PDF that lost a part in the middle", async () => {
    const whole = pdfWithTable(7);
    const found = await inspect(whole.slice(0, 60) + whole.slice(80));
    assert.equal(found.ok, false);
  });

  it("takes no file for a result that has no pages, is something else, or is too large", async () => {
    assert.match(problemOf(await inspect(pdfWithTable(0))), /no pages/);
    assert.match(problemOf(await inspect(`<html>${pdfWithTable(1)}`)), /%PDF-/);
    assert.match(problemOf(await inspect(pdfWithTable(1), 100)), /more than the 100/);
  });

  it("fails for a file that is not there", () => {
    assert.throws(() => inspectPdf("/no/such/file.pdf", { maxBytes: 1 }), { code: "ENOENT" });
  });
});

function problemOf(found: PdfInspection): string {
  return found.ok ? "sound" : found.problem;
}
