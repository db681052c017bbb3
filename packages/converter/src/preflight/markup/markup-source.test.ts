import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { SourceFormat } from "@platen/core";
import { createMarkup } from "@platen/test-documents";
import { familyOf, inspectSource } from "../inspect-source.ts";
import { defaultSourceLimits, type SourceLimits } from "../source-limits.ts";

async function inspect(
  bytes: Uint8Array | string,
  format: SourceFormat,
  limits: Partial<SourceLimits> = {},
  lacks: readonly SourceFormat[] = [],
) {
  const folder = await mkdtemp(join(tmpdir(), "markup-source-"));
  try {
    const path = join(folder, "source");
    await writeFile(path, bytes);
    const source = { path, format, hasPassword: false };
    return await inspectSource(
      source,
      { ...defaultSourceLimits, ...limits },
      { opensOnePart: true, mergesParts: true, lacks },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function verdict(...input: Parameters<typeof inspect>): Promise<string> {
  const found = await inspect(...input);
  return found.ok ? `${found.facts.format} ${familyOf(found.facts)}` : found.failure.code;
}

/** What web programs write under the name of a workbook. */
const beginnings = [
  "<!-- made by a program --><style>td { color: red }</style><table>",
  '<meta http-equiv="Content-Type" content="application/vnd.ms-excel"><table>',
  '<div class="report"><table>',
  "<style></style><table>",
  "<TR>",
];

describe("a source that is one file of markup", () => {
  it("is known by its root, whatever its name says within the family", async () => {
    for (const [claimed, bytes, truth] of [
      ["svg", createMarkup("svg", "a"), "svg drawing"],
      ["svgz", gzipSync(createMarkup("svg", "a")), "svgz drawing"],
      ["fodg", createMarkup("fodg", "a"), "fodg drawing"],
      ["mml", createMarkup("mml", "a"), "mml formula"],
      ["vdx", createMarkup("vdx", "a"), "vdx drawing"],
      ["htm", createMarkup("html", "a"), "html text"],
      ["html", createMarkup("xhtml", "a"), "xhtml text"],
      ["doc", createMarkup("wordXml", "a"), "xml text"],
      ["xls", createMarkup("excelXml", "a"), "xml sheet"],
      ["xml", createMarkup("excelXml", "a"), "xml sheet"],
      ["xls", createMarkup("html", "a"), "html sheet"],
      ["doc", createMarkup("html", "a"), "html text"],
      ...beginnings.map((start) => ["xls", `${start}<td>12</td>`, "html sheet"] as const),
      ["xls", Buffer.from("\ufeff<html><table><tr><td>12", "utf16le"), "html sheet"],
      ["doc", Buffer.from("\ufeff<html><p>12", "utf16le").swap16(), "html text"],
      ["doc", Buffer.from(`\ufeff${Buffer.from(createMarkup("wordXml", "a"))}`, "utf16le"), "xml text"],
    ] as const)
      assert.equal(await verdict(bytes, claimed), truth);
  });

  it("is refused with what to do when it is a web archive, which no LibreOffice opens", async () => {
    const archive = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n';
    for (const format of ["doc", "xls"] as const) {
      const found = await inspect(archive, format);
      assert.ok(!found.ok && found.failure.code === "unsupported_format");
      assert.match(found.failure.message, /MHT.*save it as HTML/);
    }
    assert.equal(await verdict(archive, "txt"), "txt text");
  });

  it("is text where its name says so", async () => {
    const page = createMarkup("html", "a");
    assert.equal(await verdict(page, "txt"), "txt text");
    assert.equal(await verdict("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a/>", "txt"), "txt text");
    assert.equal(await verdict(page, "csv"), "csv sheet");
  });

  it("may declare entities whose growth is bounded, as drawing programs do", async () => {
    const drawing = (declarations: string, type = 'PUBLIC "-//W3C//DTD SVG 1.0//EN" "svg10.dtd"') =>
      `<?xml version="1.0"?><!-- by hand --><!DOCTYPE svg ${type} [${declarations}]><svg xmlns="http://www.w3.org/2000/svg"/>`;
    const names = '<!ENTITY ns "http://www.w3.org/2000/svg"><!-- [ ]> -->\n<!ATTLIST svg a CDATA #FIXED "b">';
    assert.equal(await verdict(drawing(names), "svg"), "svg drawing");
    assert.equal(await verdict(gzipSync(drawing(names)), "svgz"), "svgz drawing");
    assert.equal(await verdict(drawing("", "").slice(21), "svg"), "svg drawing");
    for (const dangerous of [
      '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
      '<!ENTITY a "&#38;b;">',
      '<!ENTITY a SYSTEM "file:///etc/hostname">',
      '<!ENTITY % a "b">',
      "%a;",
      '<!ATTLIST svg a CDATA "&a;">',
      "<!UNKNOWN>",
    ]) {
      const found = await inspect(drawing(dangerous), "svg");
      assert.ok(!found.ok && found.failure.code === "source_too_complex", dangerous);
      assert.match(found.failure.message, /declares entities.*Save it/);
      assert.equal(await verdict(gzipSync(drawing(dangerous)), "svgz"), "source_too_complex", dangerous);
    }
    const long = drawing(`<!ENTITY a "${"a".repeat(3_000)}">`);
    assert.equal(await verdict(long, "svg", { maxInflatedBytes: 1_000_000 }), "source_too_complex");
    assert.equal(await verdict(long, "svg"), "svg drawing");
  });

  it("is a page by its name, whatever its root", async () => {
    assert.equal(await verdict('<?xml version="1.0"?><link href="a"/><title>b</title>', "html"), "html text");
    assert.equal(await verdict('<?xml version="1.0"?><link href="a"/>', "docx"), "unsupported_format");
  });

  it("may not be larger than an XML part may, or unpack to more", async () => {
    const drawing = createMarkup("svg", "a".repeat(1_000));
    assert.equal(await verdict(drawing, "svg", { maxXmlPartBytes: 900 }), "source_too_complex");
    const packed = gzipSync(Buffer.concat([drawing, Buffer.alloc(40_000_000, " ")]));
    assert.equal(await verdict(packed, "svgz"), "source_too_complex");
    assert.equal(await verdict(gzipSync(drawing).subarray(0, 60), "svgz"), "source_corrupt");
  });

  it("tells of pictures and pages elsewhere, which are not fetched", async () => {
    const image = (address: string) => `<img src="${address}">`;
    const page = `<html><body>${image("http://example.com/a.png")}${image("data:image/png;base64,AA")}</body></html>`;
    const found = await inspect(page, "html");
    assert.deepEqual(found.ok && found.facts.warnings.map(({ code }) => code), ["links_not_followed"]);
    const none = await inspect(createMarkup("html", "a"), "html");
    assert.deepEqual(none.ok && none.facts.warnings, []);
  });

  it("is refused with what is missing where this LibreOffice has no filter for it", async () => {
    const found = await inspect(createMarkup("mml", "a"), "mml", {}, ["mml"]);
    assert.ok(!found.ok && found.failure.code === "unsupported_format");
    assert.match(found.failure.message, /mml .*libreoffice-math/);
  });
});
