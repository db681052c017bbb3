import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import type { Converter } from "@platen/core";
import { createDottedStripes, createPresentation, createStripes } from "@platen/test-documents";
import { convertIn } from "../../contract/converting.ts";
import { openTestPress } from "../test-support/open-test-press.ts";

const size = { width: 321, height: 123 };

/** LibreOffice takes two pictures for the same when their checksums are, which the press computes for it. */
describe("the checksum of pictures", { timeout: 60_000 }, () => {
  let press: Converter;
  before(async () => {
    press = await openTestPress();
  });
  after(() => press.close());

  function picturesIn(pictures: readonly Uint8Array[]): Promise<number> {
    const slides = pictures.map((picture, index) => ({ title: `Picture ${index + 1}`, picture }));
    const deck = createPresentation({ slides });
    return convertIn(press, { bytes: deck, format: "pptx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const pdf = await readFile(outcome.conversion.path, "latin1");
      return pdf.match(/\/Subtype\/Image\b/g)?.length ?? 0;
    });
  }

  it("joins pictures that are the same", async () => {
    assert.equal(await picturesIn([createStripes(size), createStripes(size)]), 1);
  });

  it("keeps pictures apart that differ in one pixel, the first, one in the middle or the last", async () => {
    const dots = [
      { x: 0, y: 0 },
      { x: 160, y: 61 },
      { x: 320, y: 122 },
    ];
    const dotted = dots.map((dot) => createDottedStripes(size, dot));
    assert.equal(await picturesIn([createStripes(size), ...dotted]), 4);
  });
});
