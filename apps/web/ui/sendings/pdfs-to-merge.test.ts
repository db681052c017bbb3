import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "../api/job.ts";
import { pdfsToMerge } from "./pdfs-to-merge.ts";
import { Sending } from "./sending.ts";
import { someJob } from "./testing/some-job.ts";

const done = (mediaType: string): Partial<Job> => ({
  status: "succeeded",
  result: { filename: "a", bytes: 3, mediaType, pages: null },
});
const pdf = done("application/pdf");

function toMerge(jobs: Readonly<Record<string, Partial<Job>>>) {
  const sending = new Sending("s");
  sending.takeJobs(Object.entries(jobs).map(([id, changes]) => someJob(id, changes)));
  return pdfsToMerge(sending.files);
}

describe("the PDFs of a sending that become one", () => {
  it("are those of its rows, in their order, and nothing else", () => {
    const at = (batchPosition: number, changes: Partial<Job>) => ({ ...changes, batchPosition });
    const jobs = {
      a: at(4, pdf),
      b: at(3, done("image/png")),
      c: at(2, pdf),
      d: at(5, { status: "failed" }),
      e: at(1, pdf),
    };
    assert.deepEqual(toMerge(jobs), ["e", "c", "a"]);
  });

  it("are none before all have ended, of a single PDF, and of more than a job takes", () => {
    assert.equal(toMerge({ a: pdf, b: pdf, c: { status: "processing" } }), undefined);
    assert.equal(toMerge({ a: pdf, b: { status: "failed" } }), undefined);
    const many = (count: number) =>
      toMerge(Object.fromEntries(Array.from({ length: count }, (_, index) => [`j${index}`, pdf])));
    assert.equal(many(100)?.length, 100);
    assert.equal(many(101), undefined);
  });

  it("leave out what is about to be removed", () => {
    const sending = new Sending("s");
    sending.takeJobs(["a", "b", "c"].map((id) => someJob(id, pdf)));
    const key = sending.files[1]?.key ?? "";
    sending.change(key, { leaving: "remove" });
    assert.deepEqual(pdfsToMerge(sending.files), ["a", "c"]);
  });
});
