import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { ConversionOutcome, Converter } from "@platen/core";
import { createPresentation } from "@platen/test-documents";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { openLibreOfficeConvert } from "../libreoffice-convert/open-libreoffice-convert.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { childrenOf } from "../press/test-support/processes.ts";
import { Inspection } from "./inspection.ts";

const program = fileURLToPath(new URL("../../test-programs/runaway-inspector.ts", import.meta.url));

describe("an engine whose document its reader does not survive", { timeout: 120_000 }, () => {
  let folder = "";
  let engine: Converter | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "engine-inspection-"));
    await writeFile(join(folder, "deck.pptx"), createPresentation({ slides: 2 }));
    const common = { sourceLimits: defaultSourceLimits, timeoutMs: 60_000 };
    engine = openLibreOfficeConvert({
      ...common,
      office: await findLibreOffice(),
      reason: "for a test",
      officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 2 ** 30 },
      inspection: new Inspection({ ...common, program, maxHeapBytes: 67_108_864 }),
    });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function convert(name: string, signal = new AbortController().signal): Promise<ConversionOutcome> {
    const own = join(folder, name);
    await mkdir(own, { recursive: true });
    const path = join(folder, `${name}.pptx`);
    if (name !== "deck") await copyFile(join(folder, "deck.pptx"), path);
    const request = { source: { path, format: "pptx" }, format: "pdf", options: {}, folder: own } as const;
    assert.ok(engine !== undefined);
    return engine.convert(request, { signal });
  }

  it("converts another meanwhile, ends the one at its limit or when it is canceled, and leaves nothing", async () => {
    const canceling = new AbortController();
    const runaway = convert("loop", canceling.signal);
    const greedy = await convert("list");
    assert.ok(!greedy.ok && greedy.failure.code === "resource_limit");
    assert.ok((await convert("deck")).ok);
    canceling.abort();
    const canceled = await runaway;
    assert.ok(!canceled.ok && canceled.failure.code === "canceled");
    assert.deepEqual(await readdir(join(folder, "loop")), []);
    await engine?.close();
    assert.deepEqual(childrenOf(process.pid), []);
  });
});
