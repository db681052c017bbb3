import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiProblem } from "../api/api-problem.ts";
import { Sending } from "./sending.ts";
import { asPdf, someFiles, someJob } from "./testing/some-job.ts";

const names = (sending: Sending) => sending.files.map(({ name }) => name);

describe("Sending", () => {
  it("takes the same file once, and other files of the same name", () => {
    const sending = new Sending("s");
    assert.deepEqual(sending.add(someFiles("a.pptx", "b.pptx", "a.pptx"), asPdf), ["a.pptx"]);
    assert.deepEqual(sending.add(someFiles("a.pptx"), asPdf), ["a.pptx"]);
    assert.deepEqual(sending.add([new File(["other"], "a.pptx", { lastModified: 1 })], asPdf), []);
    assert.deepEqual(names(sending), ["a.pptx", "b.pptx", "a.pptx"]);
  });

  it("keeps what the server would refuse, with the reason, out of what is sent", () => {
    const sending = new Sending("s");
    sending.add(someFiles("a.heic"), () => ({ format: "pdf", options: {}, refusal: "not_accepted" }));
    assert.deepEqual(
      sending.files.map(({ upload, problem }) => [upload, problem?.code]),
      [["refused", "not_accepted"]],
    );
    assert.equal(sending.holdsFiles, false);
  });

  it("keeps the order of its files, whatever the order of the news", () => {
    const sending = new Sending("s");
    sending.add(someFiles("a", "b", "c"), asPdf);
    const [a, b, c] = sending.files;
    for (const file of [c, a, b])
      sending.change(file?.key ?? "", { job: someJob(`job-${file?.name}`), upload: "sent" });
    sending.takeJobs([someJob("job-c", { status: "succeeded" }), someJob("job-a")]);
    assert.deepEqual(names(sending), ["a", "b", "c"]);
    assert.equal(sending.files[2]?.job?.status, "succeeded");
  });

  it("takes the news of a job for the row that it is uploaded from, and for no other", () => {
    const sending = new Sending("s");
    sending.add(someFiles("a", "b", "c"), asPdf);
    sending.change("1", { upload: "sending" });
    sending.change("2", { problem: new ApiProblem("server_unreachable", "") });
    sending.takeJobs([1, 2, 3].map((place) => someJob(`job ${place}`, { batchPosition: place })));
    assert.deepEqual(
      sending.files.map(({ key, upload, job, problem }) => [key, upload, job?.id, problem]),
      [
        ["1", "sent", "job 1", undefined],
        ["2", "sent", "job 2", undefined],
        ["3", "chosen", undefined, undefined],
        ["4", "sent", "job 3", undefined],
      ],
    );
  });

  it("has one row for a file whose job was told of before its upload was answered", () => {
    const sending = new Sending("s");
    sending.add(someFiles("a"), asPdf);
    sending.takeJobs([someJob("job-a")]);
    assert.equal(sending.files.length, 2);
    const key = sending.files[0]?.key ?? "";
    sending.change(key, { job: someJob("job-a"), upload: "sent" });
    sending.takeJobs([someJob("job-a", { status: "succeeded" })]);
    assert.deepEqual(
      sending.files.map((file) => [file.key, file.job?.status]),
      [[key, "succeeded"]],
    );
  });

  it("takes unknown jobs in the order in which they were chosen, and others by their age", () => {
    const sending = new Sending("s");
    const at = (id: string, second: number, batchPosition: number | null) =>
      someJob(id, { createdAt: `2030-01-01T00:00:0${second}Z`, batchPosition });
    sending.takeJobs([at("w", 4, null), at("x", 3, 2), at("y", 2, null), at("z", 1, 7)]);
    assert.deepEqual(
      sending.files.map(({ job }) => job?.id),
      ["x", "z", "y", "w"],
    );
  });

  it("forgets the problem of an action once the job has moved on", () => {
    const sending = new Sending("s");
    sending.takeJobs([someJob("a")]);
    const key = sending.files[0]?.key ?? "";
    sending.change(key, { problem: { code: "x" } as never });
    sending.takeJobs([someJob("a")]);
    assert.ok(sending.find(key)?.problem);
    sending.takeJobs([someJob("a", { status: "processing" })]);
    assert.equal(sending.find(key)?.problem, undefined);
  });

  it("tells of changes, and takes a thousand files in a moment", () => {
    const sending = new Sending("s");
    let told = 0;
    sending.addEventListener("change", () => {
      told += 1;
    });
    const started = performance.now();
    sending.add(someFiles(...Array.from({ length: 1_000 }, (_, index) => `${index}.pptx`)), asPdf);
    for (const { key } of sending.files) sending.change(key, { sentBytes: 1 });
    assert.equal(told, 1_001);
    assert.ok(performance.now() - started < 1_000);
  });
});
