import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import type { SendingNews } from "../api/sending-calls.ts";
import { Sending } from "./sending.ts";
import { stateOf } from "./sending-file.ts";
import { asPdf, someFiles, someJob } from "./testing/some-job.ts";
import { watchSending } from "./watch-sending.ts";

/** A server whose events the test sends; without any, they fail at once. */
function watch(
  test: TestContext,
  answers: (readonly Job[] | Error)[],
  hasEvents = false,
  chosen: readonly string[] = [],
) {
  const sending = new Sending("s");
  sending.add(someFiles(...chosen), asPdf);
  const events: ((news: SendingNews) => void)[] = [];
  const breakOff: (() => void)[] = [];
  const seen: string[] = [];
  let looks = 0;
  const stop = watchSending(sending, {
    list: async () => {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? [];
      looks += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    listen: (onNews, onError) => {
      events.push(onNews);
      breakOff.push(onError);
      if (!hasEvents) onError();
      return () => events.splice(events.indexOf(onNews), 1);
    },
    onGone: () => seen.push("gone"),
    onTrouble: (isInTrouble) => isInTrouble && seen.push("trouble"),
    onNews: () => seen.push("news"),
    pauses: { pollMs: 5, quietMs: 10_000 },
  });
  test.after(stop);
  return { sending, seen, events, breakOff, looks: () => looks };
}

const done = someJob("a", { status: "succeeded" });

describe("watchSending", () => {
  it("asks until every job has ended, also after trouble", async (test) => {
    const { sending, seen, looks } = watch(test, [[someJob("a")], new Error("lost"), [done]]);
    await sleep(80);
    assert.equal(sending.files[0]?.job?.status, "succeeded");
    assert.deepEqual(seen, ["news", "trouble", "news"]);
    assert.equal(looks(), 3);
  });

  it("begins anew when a job is tried again", async (test) => {
    const { sending, looks } = watch(test, [[done]]);
    await sleep(30);
    assert.equal(looks(), 1);
    sending.change(sending.files[0]?.key ?? "", { job: someJob("a") });
    await sleep(30);
    assert.ok(looks() >= 2);
  });

  it("follows events while a job is open, without asking again, and closes them after the end", async (test) => {
    const { sending, events, looks } = watch(test, [[someJob("a"), someJob("b")]], true);
    await sleep(1);
    events[0]?.({ jobs: [someJob("a", { status: "processing" })], removed: ["b"] });
    assert.deepEqual(
      sending.files.map(({ job }) => `${job?.id} ${job?.status}`),
      ["a processing"],
    );
    await sleep(30);
    assert.deepEqual([looks(), events.length], [1, 1]);
    events[0]?.({ jobs: [done], removed: [] });
    assert.equal(events.length, 0);
    sending.change(sending.files[0]?.key ?? "", { job: someJob("a") });
    assert.equal(events.length, 1, "a job that is tried again is followed again");
  });

  it("forgets what was removed while the stream was broken off, and nothing that came after", async (test) => {
    const { sending, events, breakOff } = watch(test, [[someJob("a"), someJob("b"), someJob("c")]], true);
    const ids = () => sending.files.map(({ job }) => job?.id);
    await sleep(1);
    events[0]?.({ jobs: [], removed: [], present: ["a", "b"] });
    assert.deepEqual(ids(), ["a", "b"]);
    breakOff[0]?.();
    sending.takeJobs([someJob("d")]);
    events[0]?.({ jobs: [], removed: [], present: ["a"] });
    assert.deepEqual(ids(), ["a", "d"]);
  });

  it("forgets jobs that the server no longer has", async (test) => {
    const { sending, seen } = watch(test, [[someJob("a"), someJob("b")], [done]]);
    await sleep(40);
    assert.deepEqual(
      sending.files.map(({ job }) => job?.id),
      ["a"],
    );
    assert.ok(!seen.includes("gone"));
  });

  it("looks once for the job of an upload whose answer was lost, and keeps its row", async (test) => {
    const arrived = someJob("a", { status: "succeeded", batchPosition: 1 });
    const { sending, looks } = watch(test, [new Error("lost"), [arrived]], false, ["a.pptx", "b.pptx"]);
    await sleep(20);
    assert.equal(looks(), 0);
    const problem = new ApiProblem("server_unreachable", "");
    for (const { key } of sending.files) sending.change(key, { upload: "chosen", problem });
    await sleep(60);
    assert.equal(looks(), 2);
    assert.deepEqual(
      sending.files.map((file) => [file.key, stateOf(file)]),
      [
        ["1", "done"],
        ["2", "unsent"],
      ],
    );
  });

  it("tells that nothing is known of the sending", async (test) => {
    const { seen } = watch(test, [[]]);
    await sleep(20);
    assert.equal(seen[0], "gone");
  });
});
