import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Reporter } from "./reporter.ts";

const good = { ok: true, path: "a.pdf", pages: 2, engine: "press/1", warnings: [] } as const;
const bad = { ok: false, code: "source_corrupt", message: "Damaged." } as const;

describe("what is said of documents", () => {
  function report(kind: "text" | "json" | "none", hasBar = false) {
    const written: Record<"out" | "error", string[]> = { out: [], error: [] };
    const out = (text: string) => void written.out.push(text);
    const error = (text: string) => void written.error.push(text);
    const reporter = new Reporter(kind, 2, { out, error, hasBar });
    reporter.progress(0, 50);
    reporter.end(0, { name: "a.pptx", outcome: good, milliseconds: 1_234 });
    reporter.end(1, { name: "b.pptx", outcome: bad, milliseconds: 10 });
    reporter.close();
    return { out: written.out.join(""), error: written.error.join("") };
  }

  it("is a line for people, and failures stand apart", () => {
    assert.deepEqual(report("text"), {
      out: "a.pdf: 2 pages, 1.2 s\n",
      error: "b.pptx: Damaged. (source_corrupt)\n",
    });
    assert.deepEqual(report("none"), { out: "", error: "b.pptx: Damaged. (source_corrupt)\n" });
  });

  it("is one line of JSON for each document", () => {
    const { out, error } = report("json", true);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ file, status, output, code }) => [file, status, output ?? code]),
      [
        ["a.pptx", "succeeded", "a.pdf"],
        ["b.pptx", "failed", "source_corrupt"],
      ],
    );
    assert.equal(error, "");
  });

  it("is a bar on a terminal, which leaves no trace", () => {
    const { error } = report("text", true);
    assert.match(error, /25 %\s+0 of 2/);
    assert.match(error, /50 %\s+1 of 2/);
    assert.match(error, /\r *\r$/);
  });
});
