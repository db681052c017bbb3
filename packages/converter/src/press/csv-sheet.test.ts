import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { writeCsvSheet } from "./csv-sheet.ts";

async function cellsOf(csv: string, separator = ",", locale = "en-GB"): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), "csv-sheet-"));
  try {
    const [from, to] = [join(folder, "source.csv"), join(folder, "source.fods")];
    await writeFile(from, csv);
    await writeCsvSheet(from, to, { separator, locale });
    const xml = await readFile(to, "utf8");
    return [...xml.matchAll(/<table:table-row>(.*?)<\/table:table-row>/gs)].map(([, row = ""]) =>
      [
        ...row.matchAll(
          /<table:table-cell(?:\/| [^>]*?value="([^"]*)"\/| [^>]*>(.*?)<\/table:table-cell)>/gs,
        ),
      ].map(([, number, text = ""]) =>
        number === undefined ? text.replace(/<\/?text:p>/g, "|") : `#${number}`,
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("writeCsvSheet", () => {
  it("keeps together what stands in quotation marks", async () => {
    assert.deepEqual(await cellsOf('"Smith, J","a ""quoted"" word","two\nlines"\nplain,in "the" middle,\n'), [
      ["|Smith, J|", '|a "quoted" word|', "|two||lines|"],
      ["|plain|", '|in "the" middle|', ""],
    ]);
  });

  it("reads numbers as people of the locale write them, and leaves anything else as it was written", async () => {
    assert.deepEqual(await cellsOf('1.50,007,-5,"1,234.5",1e3,.5,12%,=1+41,2024-01-31,1.234.5,0x10,1 2'), [
      [
        "#1.5",
        "#7",
        "#-5",
        "#1234.5",
        "#1000",
        "#0.5",
        "|12%|",
        "|=1+41|",
        "|2024-01-31|",
        "|1.234.5|",
        "|0x10|",
        "|1 2|",
      ],
    ]);
    assert.deepEqual(await cellsOf("1,50;1.234,5;1.50", ";", "de-DE"), [["#1.5", "#1234.5", "|1.50|"]]);
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
});
