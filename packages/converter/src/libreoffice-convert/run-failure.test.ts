import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type FailedRun, failureOfRun } from "./run-failure.ts";
import type { OfficeRun } from "./run-office.ts";

const quietEnd: OfficeRun = { status: 0, cpuSeconds: 1, peakMemoryBytes: 100, isLoaded: false, output: "" };

function codeOf(run: Partial<OfficeRun>, facts: Partial<FailedRun> = {}): string {
  return failureOfRun({
    run: { ...quietEnd, ...run },
    limits: { maxMemoryBytes: 1_000, maxCpuSeconds: 10, maxResultBytes: 1_000 },
    isEncrypted: false,
    hasPassword: false,
    asksForPages: false,
    ...facts,
  }).code;
}

describe("failureOfRun", () => {
  it("blames the document that LibreOffice cannot load", () => {
    const output = "Error: source file could not be loaded";
    assert.equal(codeOf({ output }), "source_corrupt");
    assert.equal(codeOf({ output }, { isEncrypted: true }), "source_encrypted");
    assert.equal(codeOf({ output }, { isEncrypted: true, hasPassword: true }), "wrong_password");
  });

  it("blames the pages that were asked for only when the document was loaded", () => {
    assert.equal(codeOf({ isLoaded: true }, { asksForPages: true }), "pages_out_of_range");
    assert.equal(codeOf({ isLoaded: true }), "output_invalid");
    assert.equal(codeOf({ output: "could not be loaded" }, { asksForPages: true }), "source_corrupt");
  });

  it("takes a failure near the limit of memory for a refusal of memory", () => {
    assert.equal(codeOf({ peakMemoryBytes: 700, output: "could not be loaded" }), "resource_limit");
    assert.equal(codeOf({ signal: "SIGABRT", status: 134, output: "std::bad_alloc" }), "resource_limit");
  });

  it("tells an end by the limit of processor time from an end by somebody else", () => {
    assert.equal(codeOf({ signal: "SIGKILL", status: 137, cpuSeconds: 9.8 }), "resource_limit");
    assert.equal(codeOf({ signal: "SIGKILL", status: 137 }), "engine_crashed");
  });

  it("keeps LibreOffice's long options and addresses out of the log", () => {
    const output =
      'convert a -> b using filter : impress_pdf_Export:{"Quality":{"type":"long","value":"90"}}\n' +
      "Unsupported URL <file:///work/Letter%20to%20Ada.docx>: file:///work/Letter%20to%20Ada.docx the end";
    const { detail = "" } = failureOfRun({
      run: { ...quietEnd, output },
      limits: { maxMemoryBytes: 1_000, maxCpuSeconds: 10, maxResultBytes: 1_000 },
      isEncrypted: false,
      hasPassword: false,
      asksForPages: false,
    });
    assert.match(detail, /the end$/);
    assert.doesNotMatch(detail, /Quality|Ada/);
  });
});
