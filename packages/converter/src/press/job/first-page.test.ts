import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { createPicture, createPresentation } from "@platen/test-documents";
import { convertIn } from "../../contract/converting.ts";
import { fingerprint } from "../../test-support/fingerprint.ts";
import { openTestPress } from "../test-support/open-test-press.ts";

const picture = createPicture({ width: 320, height: 240 });
const film = createPresentation({ slides: [{ title: "A film", picture, film: true }] });

describe("the picture of the first page", { timeout: 120_000 }, () => {
  it("changes nothing in the PDF, not even the margin of a film", async () => {
    const pdfs: string[] = [];
    for (const thumbnails of [true, false]) {
      const press = await openTestPress({ thumbnails });
      try {
        await convertIn(press, { bytes: film, format: "pptx" }, {}, async (outcome) => {
          assert.ok(outcome.ok);
          const { path, thumbnailPath } = outcome.conversion;
          pdfs.push(await fingerprint(path));
          if (thumbnailPath !== undefined)
            assert.equal((await readFile(thumbnailPath)).toString("latin1", 1, 4), "PNG");
          assert.equal(thumbnailPath !== undefined, thumbnails);
        });
      } finally {
        await press.close();
      }
    }
    assert.equal(pdfs[0], pdfs[1]);
  });
});
