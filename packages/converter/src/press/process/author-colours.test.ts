import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { inflateSync } from "node:zlib";
import { createWordFile } from "@platen/test-documents";
import { convertIn } from "../../contract/converting.ts";
import { openTestPress } from "../test-support/open-test-press.ts";
import { packedStreams } from "../test-support/packed-streams.ts";

const inserted = '<w:ins w:id="1" w:author="Ada"><w:r><w:t>Inserted</w:t></w:r></w:ins>';
const text = createWordFile({ body: `<w:p>${inserted}</w:p>` });
/** Red, green and blue of LibreOffice's first author, C69200, as they stand in a PDF. */
const firstColour = /0\.776\d* 0\.57\d* 0 rg/;

describe("changes of an author", { timeout: 120_000 }, () => {
  it("have the first of LibreOffice's colours, as if nobody had changed a document before", async () => {
    const press = await openTestPress();
    try {
      await convertIn(press, { bytes: text, format: "docx" }, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const streams = packedStreams(await readFile(outcome.conversion.path));
        assert.match(streams.map((stream) => inflateSync(stream).toString("latin1")).join("\n"), firstColour);
      });
    } finally {
      await press.close();
    }
  });
});
