import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { SourceFormat } from "@platen/core";
import {
  createOpenDocument,
  createPresentation,
  presentationParts,
  truncated,
  zipPackage,
} from "@platen/test/documents";
import { sourceWarnings } from "./source-warnings.ts";

async function codesOf(bytes: Uint8Array, format: SourceFormat): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "source-warnings-"));
  try {
    const path = join(folder, `source.${format}`);
    await writeFile(path, bytes);
    return (await sourceWarnings(path, format)).map(({ code }) => code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withRelationship(type: string): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const name = "ppt/slides/_rels/slide1.xml.rels";
  const link = `<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.com/x" TargetMode="External"/>`;
  return zipPackage({
    ...parts,
    [name]: String(parts[name]).replace("</Relationships>", `${link}</Relationships>`),
  });
}

describe("sourceWarnings", () => {
  it("says nothing of a plain document", async () => {
    assert.deepEqual(await codesOf(createPresentation({ slides: 2 }), "pptx"), []);
    assert.deepEqual(await codesOf(createOpenDocument({ kind: "odp", texts: ["a"] }), "odp"), []);
  });

  it("tells of content that lies elsewhere, but not of links to click", async () => {
    assert.deepEqual(await codesOf(withRelationship("image"), "pptx"), ["links_not_followed"]);
    assert.deepEqual(await codesOf(withRelationship("hyperlink"), "pptx"), []);
    const content =
      '<draw:image xlink:type="simple" xlink:href="https://example.com/x.png"/><text:a xlink:href="https://example.com">';
    assert.deepEqual(await codesOf(zipPackage({ "content.xml": content }), "odt"), ["links_not_followed"]);
  });

  it("tells of macros that were not run", async () => {
    const parts = presentationParts({ slides: 1 });
    const withMacros = zipPackage({ ...parts, "ppt/vbaProject.bin": new Uint8Array(8) });
    assert.deepEqual(await codesOf(withMacros, "pptm"), ["macros_ignored"]);
    assert.deepEqual(await codesOf(zipPackage({ "Basic/Standard/Module1.xml": "x" }), "ods"), [
      "macros_ignored",
    ]);
  });

  it("says nothing of what it cannot read", async () => {
    assert.deepEqual(await codesOf(truncated(createPresentation({ slides: 1 }), 0.5), "pptx"), []);
    assert.deepEqual(await codesOf(new Uint8Array(600), "ppt"), []);
  });
});
