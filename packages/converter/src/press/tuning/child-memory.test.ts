import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createWordDocument } from "@platen/test-documents";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { runRequest } from "../job/run-request.ts";
import type { TemplateProcess } from "../process/template-process.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { trialLimits as limits } from "../test-support/trial-limits.ts";

/** A text of so many words, no two of them the same. */
function differentWords(count: number): Uint8Array {
  const words = Array.from({ length: count }, (_, index) => ((index * 7_919) % 1_000_003).toString(36));
  const paragraphs = Array.from({ length: count / 60 }, (_, index) => ({
    text: words.slice(index * 60, (index + 1) * 60).join(" "),
  }));
  return createWordDocument({ paragraphs });
}

describe("the memory of a child", { timeout: 60_000 }, () => {
  let template: TemplateProcess;
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "child-memory-"));
    template = await startTrialTemplate({ office: await findLibreOffice(), without: ["user-ids"] });
  });
  after(async () => {
    await template.close();
    await rm(folder, { recursive: true });
  });

  async function peakBytesFor(text: Uint8Array): Promise<number> {
    await writeFile(join(folder, "source.docx"), text);
    const options = { loadOptions: "Batch=1,Language=en-GB", exportOptions: "{}" };
    const pressRequest = {
      folder,
      source: "source.docx",
      result: "result.pdf",
      format: "pdf",
      ...options,
      limits,
      slot: 0,
    };
    const run = runRequest(template, pressRequest, {
      signal: new AbortController().signal,
      onMessage: () => undefined,
    });
    const end = await run.end;
    assert.equal(end.outcome, "converted");
    await rm(join(folder, "result.pdf"));
    return end.peakBytes;
  }

  it("does not fill with lines that were laid out once: LibreOffice by itself keeps 20 MB of them", async () => {
    const more = (await peakBytesFor(differentWords(18_000))) - (await peakBytesFor(differentWords(60)));
    assert.ok(more < 12_000_000, `${more} bytes more`);
  });
});
