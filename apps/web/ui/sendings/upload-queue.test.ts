import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ApiProblem, withdrawn } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { Sending } from "./sending.ts";
import { asPdf, someFiles, someJob } from "./testing/some-job.ts";
import { UploadQueue } from "./upload-queue.ts";

/** Uploads that end when the test decides. */
function openQueue(atOnce?: number) {
  const uploads = new Map<string, { accept: () => void; fail: (problem: ApiProblem) => void }>();
  const queue = new UploadQueue(({ file }, { signal, onProgress }) => {
    onProgress(1);
    return new Promise<Job>((resolve, reject) => {
      uploads.set(file.name, { accept: () => resolve(someJob(file.name)), fail: reject });
      signal.addEventListener("abort", () => reject(new ApiProblem(withdrawn, "")));
    });
  }, atOnce);
  return { queue, uploads };
}

function sendingOf(...names: string[]): Sending {
  const sending = new Sending("s");
  sending.add(someFiles(...names), asPdf);
  return sending;
}

const states = (sending: Sending) => sending.files.map(({ name, upload }) => `${name} ${upload}`);

describe("UploadQueue", () => {
  it("sends three at a time, and the next as soon as one is accepted", async () => {
    const { queue, uploads } = openQueue();
    const sending = sendingOf("a", "b", "c", "d");
    queue.start(sending);
    assert.deepEqual(states(sending), ["a sending", "b sending", "c sending", "d waiting"]);
    assert.ok(sending.holdsFiles);
    uploads.get("b")?.accept();
    await nextTurn();
    assert.deepEqual(states(sending), ["a sending", "b sent", "c sending", "d sending"]);
    assert.equal(sending.files[1]?.job?.id, "b");
  });

  it("never sends what the server would refuse", () => {
    const { queue, uploads } = openQueue();
    const sending = new Sending("s");
    sending.add(someFiles("a.heic"), () => ({ ...asPdf(), refusal: "not_accepted" }));
    queue.start(sending);
    assert.equal(uploads.size, 0);
  });

  it("keeps a failed file with its reason, and can send it again", async () => {
    const { queue, uploads } = openQueue();
    const sending = sendingOf("a");
    queue.start(sending);
    uploads.get("a")?.fail(new ApiProblem("server_unreachable", ""));
    await nextTurn();
    assert.deepEqual(states(sending), ["a chosen"]);
    assert.equal(sending.files[0]?.problem?.code, "server_unreachable");
    queue.start(sending, sending.files[0]?.key);
    assert.equal(sending.files[0]?.problem, undefined);
    uploads.get("a")?.accept();
    await nextTurn();
    assert.deepEqual(states(sending), ["a sent"]);
  });

  it("does not offer a file again whose job is known, though the answer is lost or late", async () => {
    const { queue, uploads } = openQueue();
    const sending = sendingOf("a", "b");
    queue.start(sending);
    sending.takeJobs([
      someJob("of a", { batchPosition: 1 }),
      someJob("b", { batchPosition: 2, status: "succeeded" }),
    ]);
    uploads.get("a")?.fail(new ApiProblem("server_unreachable", ""));
    uploads.get("b")?.accept();
    await nextTurn();
    assert.deepEqual(states(sending), ["a sent", "b sent"]);
    assert.deepEqual(
      sending.files.map(({ job, problem }) => [job?.status, problem]),
      [
        ["queued", undefined],
        ["succeeded", undefined],
      ],
    );
  });

  it("aborts the upload of a withdrawn file, and continues with the others", async () => {
    const { queue, uploads } = openQueue(1);
    const sending = sendingOf("a", "b");
    queue.start(sending);
    queue.withdraw(sending, sending.files[0]?.key ?? "");
    await nextTurn();
    assert.deepEqual([...uploads.keys()], ["a", "b"]);
    assert.deepEqual(states(sending), ["b sending"]);
  });
});
