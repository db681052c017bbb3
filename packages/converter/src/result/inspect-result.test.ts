import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { TargetFormat } from "@platen/core";
import {
  createOpenDocument,
  createPicture,
  createPresentation,
  createWorkbook,
  truncated,
} from "@platen/test-documents";
import { inspectResult } from "./inspect-result.ts";

const latin = (text: string) => Buffer.from(text, "latin1");
const jpg = latin("\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20rest of it\xff\xd9");
const webp = latin("RIFF\x1b\0\0\0WEBPVP8L\x0f\0\0\0\x2f\x0f\xc0\x03\0rest of it");

/** A sound one of each shape, and how it may be unsound. */
const samples: readonly (readonly [TargetFormat, Uint8Array, Readonly<Record<string, Uint8Array>>])[] = [
  ["png", createPicture({ width: 3, height: 2 }), { other: jpg }],
  ["jpg", jpg, { "without a size": latin("\xff\xd8\xff\xda\0\x04ab\xff\xd9") }],
  ["webp", webp, { other: jpg }],
  ["svg", latin('<?xml version="1.0"?>\n<svg></svg>\n'), { other: latin("<html></html>") }],
  ["html", latin("<!DOCTYPE html>\n<html></html>"), { other: latin("<p>") }],
  ["rtf", latin("{\\rtf1 words}\n\0"), { other: latin("words") }],
  ["pptx", createPresentation({ slides: 1 }), { other: createWorkbook({ rows: [["a"]] }) }],
  [
    "odt",
    createOpenDocument({ kind: "odt", texts: ["a"] }),
    { other: createOpenDocument({ kind: "ods", texts: [] }) },
  ],
];

describe("inspectResult", () => {
  let path = "";
  before(async () => {
    path = join(await mkdtemp(join(tmpdir(), "inspect-result-")), "result");
  });
  after(() => rm(join(path, ".."), { recursive: true }));

  async function problemOf(format: TargetFormat, bytes: Uint8Array, maxBytes = 1_000_000): Promise<string> {
    await writeFile(path, bytes);
    const found = await inspectResult(path, format, { maxBytes });
    return found.ok ? "none" : found.problem;
  }

  for (const [format, sound, unsound] of samples) {
    it(`knows a whole ${format} from a part of one and from anything else`, async () => {
      assert.equal(await problemOf(format, sound), "none");
      assert.notEqual(await problemOf(format, truncated(sound, 0.6)), "none");
      for (const [name, bytes] of Object.entries(unsound))
        assert.notEqual(await problemOf(format, bytes), "none", name);
      assert.match(await problemOf(format, sound, 10), /more than the 10/);
    });
  }

  it("takes a text for sound that is UTF-8 throughout, an empty one too", async () => {
    for (const format of ["txt", "csv"] as const) {
      for (const text of ["", "Grüße\n", "漢".repeat(200_000)])
        assert.equal(await problemOf(format, Buffer.from(text)), "none");
      assert.match(await problemOf(format, latin("Gr\xfc\xdfe")), /UTF-8/);
      assert.match(await problemOf(format, Buffer.from("漢").subarray(0, 2)), /UTF-8/);
    }
  });

  it("takes no package of another kind for what was asked for", async () => {
    assert.match(await problemOf("docx", createPresentation({ slides: 1 })), /no part word/);
    assert.match(
      await problemOf("epub", createOpenDocument({ kind: "odt", texts: [] })),
      /META-INF\/container/,
    );
  });
});
