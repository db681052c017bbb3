import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { inflateSync } from "node:zlib";
import type { Converter } from "@platen/core";
import { createGlass, createPicture, createPresentation } from "@platen/test-documents";
import { convertIn } from "../../contract/converting.ts";
import { findJailLauncher } from "../../jail/jail-launcher.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { openLibreOfficeConvert } from "../../libreoffice-convert/open-libreoffice-convert.ts";
import { defaultSourceLimits } from "../../preflight/source-limits.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { openTestPress } from "../test-support/open-test-press.ts";
import { packedStreams } from "../test-support/packed-streams.ts";

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

async function contentsByPress(tuning: "on" | "off"): Promise<Buffer[]> {
  const press = await openTestPress({ tuning });
  return contentsBy(press).finally(() => press.close());
}

async function replacedWith(tuning: "on" | "off"): Promise<readonly string[]> {
  const template = await startTrialTemplate({ office, tuning });
  await template.close();
  return template.ready.replaced;
}

describe("what the press replaces in LibreOffice", { timeout: 120_000 }, () => {
  it("is told, and is all that Debian's versions of LibreOffice let it replace", async () => {
    const replaced = await replacedWith("on");
    assert.ok(replaced.includes("descriptions of fills"), `only ${replaced.join(", ")}`);
    // Later versions hide the function.
    if (office.version.startsWith("7.4")) assert.ok(replaced.includes("checksums of pictures"));
  });

  it("is nothing when tuning is off", async () => {
    assert.deepEqual(await replacedWith("off"), []);
  });

  it("shows in no shape, whatever fills it", async () => {
    const untouched = openLibreOfficeConvert({
      office,
      reason: "for a test",
      timeoutMs: 60_000,
      sourceLimits: defaultSourceLimits,
      jail: await findJailLauncher(),
      officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 1_073_741_824 },
    });
    const expected = await contentsBy(untouched);
    assert.deepEqual(await contentsByPress("on"), expected);
    assert.deepEqual(await contentsByPress("off"), expected);
  });
});
