import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createFlatPackage, createLinkedPicture } from "@platen/test-documents";
import { unzipSync } from "fflate";
import { unpackFlatPackage } from "./unpack-flat-package.ts";

/** The parts of the package that comes out, as text; undefined where none does. */
async function unpacked(bytes: Uint8Array | string, maxParts = 100) {
  const folder = await mkdtemp(join(tmpdir(), "unpack-"));
  try {
    const [path, to] = [join(folder, "source"), join(folder, "unpacked")];
    await writeFile(path, bytes);
    if (!(await unpackFlatPackage({ path, to, maxParts }))) return undefined;
    const parts = Object.entries(unzipSync(await readFile(to)));
    return Object.fromEntries(parts.map(([name, content]) => [name, new TextDecoder().decode(content)]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const part = (name: string, content: string) =>
  `<pkg:part pkg:name="${name}" pkg:contentType="application/a+xml"><pkg:xmlData>${content}</pkg:xmlData></pkg:part>`;

describe("unpackFlatPackage", () => {
  it("writes every part of the package with its type", async () => {
    const document = createLinkedPicture("http://127.0.0.1/a.png");
    const parts = await unpacked(createFlatPackage(document));
    assert.deepEqual(Object.keys(parts ?? {}).sort(), Object.keys(unzipSync(document)).sort());
    assert.match(
      parts?.["[Content_Types].xml"] ?? "",
      /PartName="\/ppt\/presentation.xml" ContentType="[^"]+main\+xml"/,
    );
    assert.match(JSON.stringify(parts), /TargetMode=\\"External\\"/);
  });

  it("unpacks what is no XML, and writes relationships as LibreOffice reads them", async () => {
    const picture =
      '<pkg:part pkg:name="/a.png" pkg:contentType="b"><pkg:binaryData>YWJj\r\nZA==</pkg:binaryData></pkg:part>';
    const links = part(
      "/_rels/.rels",
      '<r:Relationships xmlns:r="p"><r:Relationship Id="1" Target="b &amp; \'c\'"/></r:Relationships>',
    );
    const parts = await unpacked(`<pkg:package>${picture}${links}</pkg:package>`);
    assert.equal(parts?.["a.png"], "abcd");
    assert.match(parts?.["_rels/.rels"] ?? "", /<Relationship Id="1" Target="b &amp; 'c'"\/>/);
  });

  it("leaves out parts with names that lead elsewhere, and takes no more than are allowed", async () => {
    const names = ["/../a.xml", "a.xml", "/b\\c.xml", "", "/d.xml", "/d.xml"].map((name) =>
      part(name, "<e/>"),
    );
    assert.deepEqual(Object.keys((await unpacked(names.join(""))) ?? {}), ["[Content_Types].xml", "d.xml"]);
    assert.equal(await unpacked(part("/a", "<e/>") + part("/b", "<e/>"), 1), undefined);
    for (const broken of ["", "<pkg:part", '<pkg:part pkg:name="/a">'])
      assert.equal(await unpacked(broken), undefined);
  });
});
