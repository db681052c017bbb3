import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import {
  createOpenDocument,
  createPresentation,
  presentationParts,
  zipPackage,
} from "@platen/test-documents";
import { packageWarnings } from "./source-warnings.ts";
import { ZipArchive } from "./zip-archive.ts";

async function codesOf(bytes: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "source-warnings-"));
  try {
    const path = join(folder, "source");
    await writeFile(path, bytes);
    const archive = ZipArchive.open(path, 1_000);
    try {
      return (await packageWarnings(archive)).map(({ code }) => code);
    } finally {
      archive.close();
    }
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

describe("packageWarnings", () => {
  it("says nothing of a plain document", async () => {
    assert.deepEqual(await codesOf(createPresentation({ slides: 2 })), []);
    assert.deepEqual(await codesOf(createOpenDocument({ kind: "odp", texts: ["a"] })), []);
  });

  it("tells of content that lies elsewhere, but not of links to click", async () => {
    assert.deepEqual(await codesOf(withRelationship("image")), ["links_not_followed"]);
    assert.deepEqual(await codesOf(withRelationship("hyperlink")), []);
    const content =
      '<draw:image xlink:type="simple" xlink:href="https://example.com/x.png"/><text:a xlink:href="https://example.com">';
    assert.deepEqual(await codesOf(zipPackage({ "content.xml": content })), ["links_not_followed"]);
  });

  it("tells of macros that were not run", async () => {
    const parts = presentationParts({ slides: 1 });
    const withMacros = zipPackage({ ...parts, "ppt/vbaProject.bin": new Uint8Array(8) });
    assert.deepEqual(await codesOf(withMacros), ["macros_ignored"]);
    assert.deepEqual(await codesOf(zipPackage({ "Basic/Standard/Module1.xml": "x" })), ["macros_ignored"]);
  });

  it("does not take for a link what lies within the package or is no element", async () => {
    const inside = '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="Pictures/a.png"/>';
    const shown =
      '<text:p a=\'<draw:image xlink:href="http://example.com"/>\'/><!-- <draw:image xlink:href="/x"> -->';
    const bytes = zipPackage({ "content.xml": `<office:document-content>${inside}${shown}` });
    assert.deepEqual(await codesOf(bytes), []);
  });
});
