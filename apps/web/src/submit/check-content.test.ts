import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError, type SourceFormat } from "@platen/core";
import { checkContent } from "./check-content.ts";

const zip = Buffer.from("PK\u0003\u0004\u0014\u0000\u0006\u0000\b\u0000", "latin1");
const compound = Buffer.from("d0cf11e0a1b11ae1000000", "hex");
const rtf = Buffer.from("{\\rtf1 hello}");
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const html = Buffer.from("\n <!DOCTYPE html><html><p>hello");

async function refusal(format: SourceFormat, head: Buffer): Promise<string | undefined> {
  try {
    await checkContent(format, head);
    return undefined;
  } catch (error) {
    assert.ok(isAppError(error), String(error));
    return `${error.code}: ${error.message}`;
  }
}

describe("checkContent", () => {
  it("lets every office container pass for every office format", async () => {
    for (const format of ["pptx", "ppt", "odp", "docx", "doc", "xlsx", "xls", "ods", "rtf"] as const)
      for (const head of [zip, compound, rtf]) assert.equal(await refusal(format, head), undefined, format);
  });

  it("says what the name claims and what the content is", async () => {
    assert.match(
      (await refusal("pptx", Buffer.from("%PDF-1.7\nabc"))) ?? "",
      /unsupported_format: .*\.pptx.*application\/pdf/,
    );
    assert.match((await refusal("pptx", png)) ?? "", /image\/png/);
    assert.match((await refusal("pptx", html)) ?? "", /a web page \(HTML\)/);
    assert.match((await refusal("docx", Buffer.from("hello"))) ?? "", /plain text/);
    assert.match((await refusal("odp", Buffer.from("<?xml version='1.0'?><a/>"))) ?? "", /XML/);
    assert.match((await refusal("ppt", html)) ?? "", /HTML/);
    assert.match((await refusal("csv", zip)) ?? "", /packed or binary/);
    assert.match((await refusal("txt", png)) ?? "", /image\/png/);
  });

  it("takes text of any kind for txt and csv, in any encoding, whatever letters it begins with", async () => {
    const texts = ["a,b\n1,2", "BM,ID3\n", "\ufeffä", "<html>", "<?xml version='1.0'?>", "#!/bin/sh\n"];
    for (const text of texts) assert.equal(await refusal("csv", Buffer.from(text)), undefined, text);
    assert.equal(await refusal("txt", Buffer.from("\ufeffhello", "utf16le")), undefined);
    assert.equal(await refusal("txt", Buffer.from("caf\xe9", "latin1")), undefined);
  });

  it("leaves to the worker what it cannot tell: old documents of text, and noise", async () => {
    assert.equal(await refusal("xls", html), undefined);
    assert.equal(await refusal("doc", Buffer.from("hello")), undefined);
    assert.equal(await refusal("pptx", Buffer.from([1, 2, 0, 255, 3])), undefined);
  });

  it("leaves to the worker what rarer formats hold, but for what no document is", async () => {
    for (const format of ["svg", "html", "vsdx", "key", "pbm", "xml", "wpd"] as const)
      for (const head of [zip, compound, png, html])
        assert.equal(await refusal(format, head), undefined, format);
    assert.match((await refusal("svg", Buffer.from("%PDF-1.7\nabc"))) ?? "", /application\/pdf/);
  });

  it("says what a web archive is and what to do with it, but under .txt", async () => {
    const archive = Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n');
    for (const format of ["doc", "xls", "html"] as const)
      assert.match((await refusal(format, archive)) ?? "", /unsupported_format: .*MHT.*save it as HTML/);
    assert.equal(await refusal("txt", archive), undefined);
  });

  it("refuses an empty file", async () => {
    assert.match((await refusal("pptx", Buffer.alloc(0))) ?? "", /^source_empty: /);
  });
});
