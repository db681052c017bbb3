import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { changePdf, readPdfMetadata, readPdfOutline } from "./change-pdf.ts";
import { xmpDate, xmpOf } from "./xmp.ts";

describe("the objects of a PDF", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pdf-objects-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function jsonOf(objects: object, more: object = {}): Promise<string> {
    const path = join(folder, `${Math.random()}.json`);
    await writeFile(
      path,
      JSON.stringify({ qpdf: [{ pdfversion: "1.7", maxobjectid: 9 }, objects], ...more }),
    );
    return path;
  }
  const trailer = { value: { "/Root": "1 0 R", "/Info": "2 0 R" } };

  it("are read with the bookmarks that lead somewhere", async () => {
    const kids = [{ title: "inner", destpageposfrom1: 2, kids: [] }];
    const outlines = [{ title: "lost", destpageposfrom1: null, kids }];
    const read = readPdfOutline(await jsonOf({ trailer }, { outlines, pages: [{ object: "5 0 R" }] }));
    assert.deepEqual(read, {
      ok: true,
      value: {
        roots: ["1 0 R", "2 0 R"],
        pdfVersion: "1.7",
        pages: 1,
        bookmarks: [{ title: "inner", page: 2 }],
      },
    });
  });

  it("tell what is no text of their facts as nothing, and texts in both of their forms", async () => {
    const value = { "/Title": "u:ä", "/Producer": "b:41e9", "/Trapped": "/True", "/Odd": 3 };
    const read = readPdfMetadata([await jsonOf({ trailer, "obj:2 0 R": { value } })]);
    assert.deepEqual(read, { ok: true, value: { Title: "ä", Producer: "Aé", Trapped: "True" } });
  });

  it("get facts in both places, where there are two, and new objects have numbers of their own", async () => {
    const objects = {
      trailer: { value: { "/Root": "1 0 R" } },
      "obj:1 0 R": { value: { "/Type": "/Catalog", "/Metadata": "3 0 R" } },
    };
    const to = join(folder, "update.json");
    changePdf([await jsonOf(objects)], { kind: "metadata", metadata: { Title: "<1>" } }, to);
    const [header, changed] = JSON.parse(await readFile(to, "utf8")).qpdf;
    assert.equal(header.maxobjectid, 10);
    assert.deepEqual(changed["obj:10 0 R"], { value: { "/Title": "u:<1>" } });
    assert.deepEqual(changed.trailer.value, { "/Root": "1 0 R", "/Info": "10 0 R" });
    const xmp = Buffer.from(changed["obj:3 0 R"].stream.data, "base64").toString();
    assert.match(xmp, /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">&lt;1&gt;</);
  });

  it("are not read where they are more than an inspector has room for", async () => {
    const path = await jsonOf({ trailer });
    await truncate(path, 50_000_001);
    assert.deepEqual(readPdfOutline(path), { ok: false });
  });
});

describe("XMP", () => {
  it("has the dates of the Info dictionary in its own form", () => {
    assert.equal(xmpDate("D:20190304050607+01'30'"), "2019-03-04T05:06:07+01:30");
    assert.equal(xmpDate("D:20190304050607Z"), "2019-03-04T05:06:07Z");
    assert.equal(xmpDate("D:2019"), "2019-01-01T00:00:00Z");
    assert.equal(xmpDate("yesterday"), "yesterday");
  });

  it("has no sign that XML does not know", () => {
    const xmp = xmpOf({ Title: "a\u0000\u000bb\ud800c" }, {});
    assert.ok(xmp.includes(">ab\ufffdc<"), xmp);
  });
});
