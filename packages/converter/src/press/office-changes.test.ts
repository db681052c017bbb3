import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { inflateSync } from "node:zlib";
import type { Converter } from "@platen/core";
import { createGlass, createPicture, createPresentation } from "@platen/test/documents";
import { convertIn } from "../contract/converting.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { LibreOfficeConvert } from "../libreoffice-convert/libre-office-convert.ts";
import { findOfficeJail } from "../libreoffice-convert/office-jail.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { openTestPress } from "./test-support/open-test-press.ts";
import { packedStreams } from "./test-support/packed-streams.ts";
import { startTrialMother } from "./trial-mother.ts";

const office = await findLibreOffice();

const size = { width: 320, height: 240 };
const deck = createPresentation({
  slides: [
    { title: "Once", picture: createPicture(size), pictureFills: "once" },
    { title: "In tiles", picture: createPicture(size), pictureFills: "in tiles" },
    { title: "Glass", picture: createGlass(size), pictureFills: "once" },
    { title: "Glass in tiles", picture: createGlass(size), pictureFills: "in tiles" },
    { title: "Colours", chart: [1, 2, 3] },
  ],
});

/** The pages, pictures and fonts of the PDF, unpacked. */
function contentsBy(converter: Converter): Promise<Buffer[]> {
  return convertIn(converter, { bytes: deck, format: "pptx" }, {}, async (outcome) => {
    assert.ok(outcome.ok);
    return packedStreams(await readFile(outcome.conversion.path)).map((stream) => inflateSync(stream));
  });
}

describe("what the press changes in LibreOffice", { timeout: 120_000 }, () => {
  it("is told, and is all that Debian's versions of LibreOffice let it change", async () => {
    const mother = await startTrialMother({ office });
    await mother.close();
    const { changes } = mother.ready;
    assert.ok(changes.includes("descriptions of fills"), `only ${changes.join(", ")}`);
    // Later versions hide the function.
    if (office.version.startsWith("7.4")) assert.ok(changes.includes("checksums of pictures"));
  });

  it("shows in no shape, whatever fills it", async () => {
    const untouched = new LibreOfficeConvert({
      office,
      reason: "for a test",
      timeoutMs: 60_000,
      sourceLimits: defaultSourceLimits,
      jail: await findOfficeJail(),
      officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 1_073_741_824 },
    });
    const press = await openTestPress();
    try {
      assert.deepEqual(await contentsBy(press), await contentsBy(untouched));
    } finally {
      await press.close();
    }
  });
});
