import assert from "node:assert/strict";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { fakeOffice } from "./fake-office.ts";
import { openLibreOfficeConvert } from "./open-libreoffice-convert.ts";

const full = { kind: "unavailable", code: "work_folder_full" };

/** Converts in a folder in which the file `name` is the device that is always full. */
async function convertWithFull(name: string, source: Uint8Array, format: "pptx" | "txt"): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "full-disk-"));
  const converter = openLibreOfficeConvert({
    office: fakeOffice("write-half-a-pdf.sh"),
    reason: "for a test",
    timeoutMs: 60_000,
    sourceLimits: defaultSourceLimits,
    officeLimits: { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 60, maxResultBytes: 2 ** 20 },
  });
  try {
    const path = join(folder, `source.${format}`);
    await writeFile(path, source);
    await symlink("/dev/full", join(folder, name));
    const request = { source: { path, format }, format: "pdf", options: {}, folder } as const;
    return await converter.convert(request, { signal: new AbortController().signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("a disk that is full", { timeout: 60_000 }, () => {
  it("is not blamed on the document when the source cannot be prepared", async () => {
    await assert.rejects(convertWithFull("text", new TextEncoder().encode("words"), "txt"), full);
  });

  it("is not blamed on the document when the result cannot be stored", async () => {
    await assert.rejects(convertWithFull("result.pdf", createPresentation({ slides: 1 }), "pptx"), full);
  });
});
