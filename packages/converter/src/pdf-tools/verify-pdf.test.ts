import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { verapdfJar } from "../../test-support/verify-pdfs.ts";
import { Inspection } from "../inspection/inspection.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { pdfOfTexts } from "../test-support/pdf-bytes.ts";
import type { ToolContext } from "./run-qpdf.ts";
import { openToolBench, type ToolBenchChoice } from "./tool-bench.ts";
import { verifyPdf } from "./verify-pdf.ts";

const limits = { maxMemoryBytes: 3 * 2 ** 30, maxCpuSeconds: 60, maxResultBytes: 2 ** 20, timeoutMs: 90_000 };

describe("verifyPdf", { timeout: 180_000 }, () => {
  let folder = "";
  const inspection = new Inspection({ sourceLimits: defaultSourceLimits, timeoutMs: 30_000 });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "verify-pdf-"));
    await writeFile(join(folder, "plain.pdf"), pdfOfTexts(["no archive"]));
  });
  after(async () => {
    await inspection.close();
    await rm(folder, { recursive: true });
  });
  const context = async (choice: Partial<ToolBenchChoice>): Promise<ToolContext> => ({
    ...{ bench: await openToolBench({ jail: "enforce", limits, ...choice }), inspection },
    signal: new AbortController().signal,
  });

  it("names the rules that a PDF breaks, from within the jail", async () => {
    const plain = join(folder, "plain.pdf");
    const verified = await verifyPdf(plain, "2b", join(folder, "made"), await context({ verapdfJar }));
    assert.ok(verified.ok, JSON.stringify(verified));
    // Its font is not embedded, and it claims nothing.
    for (const rule of ["6.2.11.4.1-1", "6.6.2.1-1"])
      assert.ok(verified.brokenRules.includes(rule), verified.brokenRules.join());
  });

  it("says what to install where it cannot run, instead of trusting the claim", async () => {
    const plain = join(folder, "plain.pdf");
    const verified = await verifyPdf(plain, "2b", join(folder, "none"), await context({}));
    assert.ok(!verified.ok);
    assert.equal(verified.failure.code, "conformance_not_reached");
    assert.match(verified.failure.message, /Java and to set VERAPDF_JAR/);
  });
});
