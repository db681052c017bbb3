import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { ArchiveLevel } from "./conformance.ts";
import { mendConformance } from "./mend-conformance.ts";

describe("mendConformance", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "conformance-"));
  });
  after(() => rm(folder, { recursive: true }));

  /** What becomes of a PDF of these objects, which is for everyone without a level; object 1 is the catalog. */
  async function mend(
    pdfa: ArchiveLevel | undefined,
    objects: Readonly<Record<number, object>>,
    info: object = {},
  ) {
    const all = {
      1: { "/Type": "/Catalog", "/Kids": Object.keys(objects).map((id) => `${id} 0 R`) },
      90: info,
      ...objects,
    };
    const entries = Object.entries(all).map(([id, value]) => [
      `obj:${id} 0 R`,
      "stream" in value ? value : { value },
    ]);
    const trailer = { value: { "/Root": "1 0 R", "/Info": "90 0 R" } };
    const header = { pdfversion: "1.7", maxobjectid: 99 };
    const qpdf = [header, { ...Object.fromEntries(entries), trailer }];
    const json = join(folder, "objects.json");
    await writeFile(json, JSON.stringify({ version: 2, parameters: {}, qpdf }, undefined, 2));
    const to = join(folder, "update.json");
    const mended = mendConformance({
      pdf: json,
      json,
      conformance: pdfa === undefined ? { pdfua: true } : { pdfa },
      to,
    });
    const [, changed] = JSON.parse(await readFile(to, "utf8")).qpdf;
    await rm(to);
    const streams = Object.values<{ stream?: { data?: string } }>(changed).flatMap(({ stream }) =>
      stream?.data === undefined ? [] : [Buffer.from(stream.data, "base64").toString()],
    );
    const xmp = streams.find((text) => text.includes("xmpmeta")) ?? "";
    return { ...mended, changed, xmp, rules: mended?.broken.map(({ rule }) => rule) };
  }

  it("claims the level, with the facts in the same words in both places, and escapes them", async () => {
    const info = { "/Title": "u:A & B\u0001", "/CreationDate": "u:D:20260102030405Z'" };
    const { changed, xmp } = await mend("1b", {}, info);
    assert.match(xmp, /<pdfaid:part>1<.*\n<pdfaid:conformance>B</);
    assert.match(xmp, />A &amp; B</);
    assert.match(xmp, /<xmp:CreateDate>2026-01-02T03:04:05Z</);
    assert.equal(changed["obj:90 0 R"].value["/Title"], "u:A & B");
    assert.ok(changed["obj:1 0 R"].value["/OutputIntents"].length === 1);
  });

  it("claims the year and no letter of level 4, which has no second place for facts", async () => {
    const { changed, xmp } = await mend("4", {}, { "/Title": "u:x" });
    assert.match(xmp, /<pdfaid:part>4<.*\n<pdfaid:rev>2020</);
    assert.doesNotMatch(xmp, /pdfaid:conformance/);
    assert.deepEqual(changed.trailer.value, { "/Root": "1 0 R" });
  });

  it("takes films away with what they play, and actions that do more than lead somewhere", async () => {
    const { changed, films, rules } = await mend("2b", {
      2: { "/Type": "/Page", "/Annots": ["3 0 R", "4 0 R"], "/AA": {} },
      3: { "/Type": "/Annot", "/Subtype": "/Screen", "/A": { "/S": "/Rendition", "/R": "5 0 R" } },
      4: { "/Type": "/Annot", "/Subtype": "/Link", "/A": { "/S": "/Launch" }, "/F": 2 },
      5: { stream: { dict: { "/Length": 1 } } },
    });
    assert.equal(films, 1);
    assert.deepEqual(rules, []);
    assert.deepEqual(changed["obj:2 0 R"].value, { "/Type": "/Page", "/Annots": ["4 0 R"] });
    assert.equal(changed["obj:3 0 R"].value, null);
    assert.deepEqual(changed["obj:4 0 R"].value, { "/Type": "/Annot", "/Subtype": "/Link", "/F": 4 });
  });

  it("takes transparency groups away where level 1 forbids them and nothing in them is transparent", async () => {
    const groups = {
      2: { "/Type": "/Page", "/Group": { "/S": "/Transparency" }, "/Rotate": 90 },
      3: { stream: { dict: { "/Subtype": "/Form", "/Group": "4 0 R" } } },
      4: { "/S": "/Transparency" },
    };
    const { changed } = await mend("1b", groups);
    assert.deepEqual(changed["obj:2 0 R"].value, { "/Type": "/Page", "/Rotate": 90 });
    assert.deepEqual(changed["obj:3 0 R"].stream, { dict: { "/Subtype": "/Form" } });
    assert.equal((await mend("2b", groups)).changed["obj:2 0 R"], undefined);
  });

  it("names the rule of what it cannot mend", async () => {
    const font = { 2: { "/Type": "/Font", "/Subtype": "/TrueType" } };
    assert.deepEqual((await mend("1b", font)).rules, ["6.3.4-1"]);
    const embedded = { 2: { stream: { dict: { "/Type": "/EmbeddedFile" } } } };
    assert.deepEqual((await mend("2b", embedded)).rules, ["6.8-5"]);
    assert.deepEqual((await mend("3b", embedded)).rules, []);
    for (const glass of [
      { "/Type": "/ExtGState", "/ca": 0.5 },
      { "/SMask": "9 0 R" },
      { "/Type": "/ExtGState", "/BM": "/Multiply" },
    ]) {
      assert.deepEqual((await mend("1b", { 2: glass })).rules, ["6.4-3"]);
      assert.deepEqual((await mend("2b", { 2: glass })).rules, []);
    }
    const subset = { "/Type": "/FontDescriptor", "/FontFile": "9 0 R", "/FontName": "/ABCDEF+X" };
    assert.deepEqual((await mend("1b", { 2: subset })).rules, ["6.3.5-2"]);
    const print = { 2: { stream: { dict: { "/ColorSpace": "/DeviceCMYK" } } } };
    assert.deepEqual((await mend("2b", print)).rules, ["6.2.4.3-2"]);
  });

  it("says of links where they lead where everyone is to be able to read the PDF", async () => {
    const links = {
      2: { "/Type": "/Annot", "/Subtype": "/Link", "/A": { "/S": "/URI", "/URI": "u:https://example.org/" } },
      3: { "/Type": "/Annot", "/Subtype": "/Link", "/Dest": "chapter" },
      4: { "/Type": "/Annot", "/Subtype": "/Link", "/Contents": "u:Said", "/Dest": "chapter" },
    };
    const { changed } = await mend(undefined, links);
    assert.equal(changed["obj:2 0 R"].value["/Contents"], "u:https://example.org/");
    assert.match(changed["obj:3 0 R"].value["/Contents"], /place/);
    assert.equal(changed["obj:4 0 R"], undefined);
  });

  it("does not mind a font in which a form may be filled in", async () => {
    const { rules } = await mend("2b", {
      1: { "/Type": "/Catalog", "/AcroForm": { "/DR": { "/Font": { "/He": "2 0 R" } } } },
      2: { "/Type": "/Font", "/Subtype": "/Type1" },
    });
    assert.deepEqual(rules, []);
  });
});
