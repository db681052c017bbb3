import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Converter } from "@platen/core";
import { createPresentation } from "@platen/test-documents";
import { convertIn, type Document, failureFor } from "../contract/converting.ts";
import type { OfficeLimits } from "../engine.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { fakeOffice } from "./fake-office.ts";
import { openLibreOfficeConvert } from "./open-libreoffice-convert.ts";

const deck: Document = { bytes: createPresentation({ slides: 1 }), format: "pptx" };

function converterWith(program: string, limits: Partial<OfficeLimits> & { timeoutMs?: number } = {}) {
  const { timeoutMs = 60_000, ...officeLimits } = limits;
  return openLibreOfficeConvert({
    office: fakeOffice(program),
    reason: "for a test",
    timeoutMs,
    sourceLimits: defaultSourceLimits,
    officeLimits: { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 60, maxResultBytes: 2 ** 20, ...officeLimits },
  });
}

describe("a LibreOffice that misbehaves", { timeout: 60_000 }, () => {
  it("is ended at the time limit, as conversion_timeout", async () => {
    const failure = await failureFor(converterWith("hang.sh", { timeoutMs: 1_000 }), deck);
    assert.equal(failure.code, "conversion_timeout");
  });

  it("is ended at the limit of processor time, as resource_limit", async () => {
    const failure = await failureFor(converterWith("use-the-processor.sh", { maxCpuSeconds: 1 }), deck);
    assert.equal(failure.code, "resource_limit");
  });

  it("is ended when its result gets too large, as resource_limit", async () => {
    assert.equal((await failureFor(converterWith("write-too-much.sh"), deck)).code, "resource_limit");
  });

  it("gives engine_crashed when it dies, with the signal and the end of its output for the log", async () => {
    const failure = await failureFor(converterWith("die-by-signal.sh"), deck);
    assert.equal(failure.code, "engine_crashed");
    assert.match(failure.detail ?? "", /SIGSEGV.*Signal 11/);
  });

  it("never passes half a PDF off as a result", async () => {
    const failure = await failureFor(converterWith("write-half-a-pdf.sh"), deck);
    assert.equal(failure.code, "output_invalid");
    assert.match(failure.detail ?? "", /%%EOF/);
  });

  it("gives output_invalid when it leaves nothing without a word", async () => {
    assert.equal((await failureFor(converterWith("write-nothing.sh"), deck)).code, "output_invalid");
  });

  it("is ended when the converter closes, as canceled", async () => {
    const converter = converterWith("hang.sh");
    await convertInBackground(converter, async (outcome) => {
      await converter.close();
      assert.equal(await outcome, "canceled");
    });
  });

  it("cannot be started at all: engine_unavailable, with what to do", async () => {
    const converter = converterWith("no-such-program");
    await assert.rejects(converter.ping(), {
      kind: "unavailable",
      code: "engine_unavailable",
      message: /SOFFICE_PATH/,
    });
  });
});

async function convertInBackground(
  converter: Converter,
  act: (outcome: Promise<string>) => Promise<void>,
): Promise<void> {
  const started = Promise.withResolvers<void>();
  const outcome = convertIn(
    {
      ...converter,
      convert: (request, context) =>
        converter.convert(request, {
          ...context,
          onProgress: ({ phase }) => phase === "loading" && started.resolve(),
        }),
      describe: () => converter.describe(),
      ping: () => converter.ping(),
      close: () => converter.close(),
    },
    deck,
    {},
    async (result) => (result.ok ? "converted" : result.failure.code),
  );
  await started.promise;
  await act(outcome);
}
