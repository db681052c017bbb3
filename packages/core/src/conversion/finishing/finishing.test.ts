import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsSchema } from "../options/index.ts";
import {
  finishingMistakes,
  readEmbedsMetadata,
  readMark,
  readPdfMetadata,
  readPdfOutline,
  readRotation,
  readSplit,
} from "./index.ts";

const { split, rotate } = optionsSchema.properties;

describe("readSplit", () => {
  it("takes a number alone as an interval, and everything else as ranges", () => {
    assert.deepEqual(readSplit("2"), { kind: "intervals", pages: 2 });
    assert.deepEqual(readSplit("2-2,5-"), {
      kind: "ranges",
      ranges: [
        { first: 2, last: 2 },
        { first: 5, last: Number.POSITIVE_INFINITY },
      ],
    });
    for (const given of ["0", "-1", "1,", "a", "2 ", ""])
      assert.doesNotMatch(given, new RegExp(split.pattern));
  });
});

describe("readRotation", () => {
  it("turns all pages, or those that are named", () => {
    assert.deepEqual(readRotation("90"), { angle: 90 });
    assert.deepEqual(readRotation("270:1-3,5-"), { angle: 270, pages: "1-3,5-" });
    for (const given of ["45", "90:", "90:0", "0", "360", "90:1:2"])
      assert.doesNotMatch(given, new RegExp(rotate.pattern));
  });
});

describe("readMark", () => {
  it("takes a text, or JSON that says more", () => {
    const draft = readMark("Draft");
    assert.ok(draft.ok && draft.value.text === "Draft" && draft.value.position === "center");
    const given = { text: "Draft", size: 20, color: "#FF0000", angle: -30, opacity: 1, pages: "2-" };
    const whole = readMark(JSON.stringify(given));
    assert.ok(whole.ok);
    assert.deepEqual({ ...whole.value, ...given }, whole.value);
  });

  it("says what is wrong with everything else", () => {
    const wrongs: [string, RegExp][] = [
      ["  ", /a text/],
      ["{", /JSON such as/],
      ['{"text":"a","colour":"#ffffff"}', /knows no colour/],
      ['{"text":"a","color":"red"}', /for color a colour such as/],
      ['{"text":"a","font":"\\"><script>"}', /the name of a font/],
      ['{"text":"a","size":0}', /for size a number from 1 to 1000/],
      ['{"text":"a","position":"middle"}', /top-left/],
      ['{"text":"a","pages":"1,"}', /pages such as/],
      ['{"text":"a","constructor":1}', /knows no constructor/],
      ["a\n".repeat(40), /20 lines/],
    ];
    for (const [given, expected] of wrongs) {
      const read = readMark(given);
      assert.match(read.ok ? "taken" : read.problem, expected, given);
    }
  });
});

describe("readPdfMetadata", () => {
  it("takes texts, numbers, lists and dates as people write them", () => {
    const given = {
      ...{ Title: "Größe", Keywords: ["a", "b"], Year: 2026, Author: null, Trapped: "True" },
      ...{ CreationDate: "2026-09-18T16:27:50+02:00", ModDate: "2026-09-18", "Größe (m#2)/x": "1" },
    };
    assert.deepEqual(readPdfMetadata(JSON.stringify(given)), {
      ok: true,
      value: {
        ...{ Title: "Größe", Keywords: "a, b", Year: "2026", Author: "", Trapped: "True" },
        ...{ CreationDate: "D:20260918162750+02'00'", ModDate: "D:20260918000000Z", "Größe (m#2)/x": "1" },
      },
    });
  });

  it("refuses what a PDF cannot hold", () => {
    const wrongs = [
      ...[
        "text",
        "[]",
        "null",
        '{"a\\u0000b":"x"}',
        '{"":"x"}',
        `{"${"ä".repeat(64)}":"x"}`,
        '{"Title":{}}',
        '{"Trapped":"maybe"}',
      ],
      ...['{"CreationDate":"yesterday"}', '{"CreationDate":"2026-13-01"}'],
    ];
    for (const given of wrongs) assert.ok(!readPdfMetadata(given).ok, given);
  });
});

describe("readPdfOutline", () => {
  it("takes bookmarks of several levels", () => {
    const given = [{ title: "A", page: 1, children: [{ title: "B", page: 2 }] }];
    const all = { kind: "all", bookmarks: given };
    assert.deepEqual(readPdfOutline(JSON.stringify(given)), { ok: true, value: all });
    assert.deepEqual(readPdfOutline("[]"), { ok: true, value: { kind: "all", bookmarks: [] } });
  });

  it("takes lists by the names of files", () => {
    const given = { "a.pdf": [{ title: "A", page: 1 }], "b.pdf": [] };
    const bookmarksOf = new Map(Object.entries(given));
    assert.deepEqual(readPdfOutline(JSON.stringify(given)), {
      ok: true,
      value: { kind: "files", bookmarksOf },
    });
  });

  it("refuses what is none, too deep or too many", () => {
    const deep = (levels: number): object[] =>
      levels === 0 ? [] : [{ title: "x", page: 1, children: deep(levels - 1) }];
    const many = Array.from({ length: 1_001 }, () => ({ title: "x", page: 1 }));
    const wrongs = [
      ...[
        '"A"',
        '{"a.pdf":{}}',
        "[1]",
        '[{"title":"A"}]',
        '[{"title":"A","page":0}]',
        '[{"title":"A","page":1,"to":2}]',
      ],
      ...[JSON.stringify(deep(11)), JSON.stringify(many)],
    ];
    for (const given of wrongs) assert.ok(!readPdfOutline(given).ok, given.slice(0, 50));
    assert.ok(readPdfOutline(JSON.stringify(deep(10))).ok);
  });
});

describe("readEmbedsMetadata", () => {
  it("takes a media type and a relationship for each file", () => {
    const given = { "a.xml": { mimeType: "text/xml", relationship: "Data" }, "b.txt": {} };
    const read = readEmbedsMetadata(JSON.stringify(given));
    assert.deepEqual(read, { ok: true, value: new Map(Object.entries(given)) });
    for (const wrong of [
      "x",
      "[]",
      '{"a":1}',
      '{"a":{"mimeType":"xml"}}',
      '{"a":{"relationship":"Invoice"}}',
    ])
      assert.ok(!readEmbedsMetadata(wrong).ok, wrong);
  });
});

describe("finishingMistakes", () => {
  it("names the option of each mistake", () => {
    const found = finishingMistakes({
      ...{ pages: "5-2", split: "3-1", rotate: "90:4-3", watermark: '{"text":"a","pages":"9-8"}' },
      ...{ stamp: "{", metadata: "x", outline: "x" },
    });
    assert.deepEqual(found.map(({ option }) => option).sort(), [
      "metadata",
      "outline",
      "pages",
      "rotate",
      "split",
      "stamp",
      "watermark",
    ]);
    assert.deepEqual(finishingMistakes({ split: "2", rotate: "90", watermark: "Draft" }), []);
  });
});
