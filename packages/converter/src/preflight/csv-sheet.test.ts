import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CsvReader } from "./csv-rows.ts";
import { writeCsvSheet } from "./csv-sheet.ts";
import { SourceExcess } from "./source-excess.ts";

async function sheetOf(
  csv: string,
  { separator = ",", name = "table", locale = "en-GB", maxBytes = 2 ** 30 } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "csv-sheet-"));
  try {
    const [from, to] = [join(folder, "source.csv"), join(folder, "source.fods")];
    await writeFile(from, csv);
    await writeCsvSheet(from, to, { separator, name, locale, maxBytes });
    return await readFile(to, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cellsOf(csv: string, separator = ",", locale = "en-GB"): Promise<string[][]> {
  const xml = await sheetOf(csv, { separator, locale });
  return [...xml.matchAll(/<table:table-row>(.*?)<\/table:table-row>/gs)].map(([, row = ""]) =>
    [
      ...row.matchAll(/<table:table-cell(?:\/| [^>]*?value="([^"]*)"\/| [^>]*>(.*?)<\/table:table-cell)>/gs),
    ].map(([, number, text = ""]) =>
      number === undefined ? text.replace(/<\/?text:p>/g, "|") : `#${number}`,
    ),
  );
}

describe("writeCsvSheet", () => {
  it("keeps together what stands in quotation marks", async () => {
    assert.deepEqual(await cellsOf('"Smith, J","a ""quoted"" word","two\nlines"\nplain,in "the" middle,\n'), [
      ["|Smith, J|", '|a "quoted" word|', "|two||lines|"],
      ["|plain|", '|in "the" middle|', ""],
    ]);
  });

  it("makes a number of what people of the locale write as one, where it is shown just so", async () => {
    assert.deepEqual(await cellsOf('1.50,0,-5,"1,234.50",123456789012345'), [
      ["#1.50", "#0", "#-5", "#1234.50", "#123456789012345"],
    ]);
    assert.deepEqual(await cellsOf("1,50;1.234,5;-0,5", ";", "de-DE"), [["#1.50", "#1234.5", "#-0.5"]]);
  });

  it("leaves as text what a number would show otherwise than it was written", async () => {
    const fields =
      "01234,+49301234567,5E3,.5,5.,-0,4111111111111111,12345678901234567890,1/2,2024-01-31,TRUE,12%,=1+41,1 2";
    assert.deepEqual(await cellsOf(fields), [fields.split(",").map((field) => `|${field}|`)]);
    assert.deepEqual(await cellsOf("1.50", ";", "de-DE"), [["|1.50|"]]);
    assert.deepEqual(await cellsOf('"12,34,567"', ",", "en-IN"), [["|12,34,567|"]]);
  });

  it("makes a column as wide as its longest field, and breaks what is wider than ten centimetres into lines", async () => {
    const xml = await sheetOf(`a,${"word ".repeat(100)}\nbbbbbbbbbb,c\n`);
    const widths = [...xml.matchAll(/style:column-width="([\d.]+)mm"/g)].map(([, width]) => Number(width));
    assert.ok(widths[0] !== undefined && widths[0] > 15 && widths[0] < 30, String(widths));
    assert.equal(widths[1], 100);
    assert.match(xml, /table:style-name="wrapped" office:value-type="string"><text:p>word/);
  });

  it("ends rows at line feeds of every kind and needs none at the end", async () => {
    assert.deepEqual(await cellsOf("a\r\nb\rc\n\nd"), [["|a|"], ["|b|"], ["|c|"], [""], ["|d|"]]);
  });

  it("skips the line that only names the separator", async () => {
    assert.deepEqual(await cellsOf("sep=;\na;b", ";"), [["|a|", "|b|"]]);
  });

  it("writes XML whatever the text holds", async () => {
    assert.deepEqual(await cellsOf("<a> & \u0007\ud800\u0000b"), [["|&lt;a&gt; &amp; \ufffdb|"]]);
  });

  it("writes empty cells that stand together once", async () => {
    assert.match(
      await sheetOf(`a${",".repeat(500)}b\n`),
      /<table:table-cell table:number-columns-repeated="499"\/>/,
    );
  });

  it("takes as many columns as a sheet has, and refuses more instead of leaving them out", async () => {
    const full = Array.from({ length: 16_384 }, () => "1").join(",");
    assert.equal((await cellsOf(full))[0]?.length, 16_384);
    await assert.rejects(cellsOf(`${full},1`), SourceExcess);
    await assert.rejects(cellsOf(`a\n${",".repeat(100_000)}`), SourceExcess);
  });

  it("takes as many rows as a sheet has, and refuses more", async () => {
    await sheetOf("\n".repeat(1_048_576));
    await assert.rejects(sheetOf("\n".repeat(1_048_577)), SourceExcess);
  });

  it("takes as many letters into a field as LibreOffice does, and refuses more, quoted or not", async () => {
    const word = "x".repeat(65_535);
    assert.deepEqual(await cellsOf(`${word},"${word}"`), [[`|${word}|`, `|${word}|`]]);
    for (const longer of [`${word}x`, `"${word}x"`, `${word}"`, `"${word}""y"`])
      await assert.rejects(cellsOf(`a,${longer}`), SourceExcess);
  });

  it("refuses a row that would fill the memory, though each of its fields is allowed", async () => {
    await assert.rejects(sheetOf(`${"x".repeat(65_000)},`.repeat(300)), SourceExcess);
  });

  it("stops when the sheet gets larger than is allowed", async () => {
    await sheetOf("1,2\n".repeat(1_000), { maxBytes: 300_000 });
    await assert.rejects(sheetOf("1,2\n".repeat(10_000), { maxBytes: 300_000 }), SourceExcess);
  });

  it("reads the same however the text is cut into pieces", async () => {
    const csv = 'sep=,\r\na,"b ""c"" ,\r\n d",e\r\n"",x"y"z,"q"r"s",t\r\rend';
    const whole = new CsvReader(",");
    const rows = [...whole.read(csv), ...whole.end()];
    const pieces = new CsvReader(",");
    assert.deepEqual([...[...csv].flatMap((letter) => pieces.read(letter)), ...pieces.end()], rows);
    assert.deepEqual(rows, [["a", 'b "c" ,\r\n d', "e"], ["", 'x"y"z', 'qr"s', "t"], [""], ["end"]]);
  });
});
