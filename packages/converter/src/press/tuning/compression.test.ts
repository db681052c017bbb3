import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { deflateSync, inflateSync } from "node:zlib";
import type { Converter } from "@platen/core";
import { createPresentation, createStripes } from "@platen/test-documents";
import { convertIn } from "../../contract/converting.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { openTestPress } from "../test-support/open-test-press.ts";
import { packedStreams } from "../test-support/packed-streams.ts";

describe("what the press packs", { timeout: 120_000 }, () => {
  let press: Converter;
  before(async () => {
    press = await openTestPress();
  });
  after(() => press.close());

  function streamsOf(picture: Uint8Array): Promise<Buffer[]> {
    const deck = createPresentation({ slides: [{ title: "Packed", picture }] });
    return convertIn(press, { bytes: deck, format: "pptx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      return packedStreams(await readFile(outcome.conversion.path));
    });
  }

  const largest = (streams: readonly Buffer[]) =>
    streams.map((stream) => inflateSync(stream)).toSorted((a, b) => b.length - a.length)[0];

  const sizes = {
    "a picture": { width: 640, height: 480 },
    "a picture of some megabytes": { width: 1_600, height: 1_200 },
    "a picture that is too large to be collected": { width: 4_000, height: 3_000 },
  };
  for (const [name, size] of Object.entries(sizes)) {
    it(`unpacks to every byte of ${name}`, async () => {
      const streams = await streamsOf(createStripes(size));
      assert.equal(largest(streams)?.length, size.width * size.height * 3);
    });
  }

  it("comes from libdeflate where that is installed, and from zlib elsewhere", async () => {
    const template = await startTrialTemplate({ office: await findLibreOffice() });
    await template.close();
    const streams = await streamsOf(createStripes({ width: 640, height: 480 }));
    const isFromZlib = streams.every((stream) => {
      const byZlib = deflateSync(inflateSync(stream), { level: 6, memLevel: 9 });
      return stream.subarray(0, byZlib.length).equals(byZlib);
    });
    assert.equal(isFromZlib ? "zlib" : "libdeflate", template.ready.compression);
  });
});
