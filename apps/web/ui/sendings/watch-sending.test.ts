import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "../api/job.ts";
import { Sending } from "./sending.ts";
import { someJob } from "./testing/some-job.ts";
import { watchSending } from "./watch-sending.ts";

function watch(test: TestContext, answers: (readonly Job[] | Error)[]) {
  const sending = new Sending("s");
  const seen: string[] = [];
  let looks = 0;
  const stop = watchSending(sending, {
    list: async () => {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? [];
      looks += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    order: [],
    onGone: () => seen.push("gone"),
    onTrouble: (isInTrouble) => isInTrouble && seen.push("trouble"),
    onNews: () => seen.push("news"),
    pollMs: 5,
  });
  test.after(stop);
  return { sending, seen, looks: () => looks };
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

  it("tells that nothing is known of the sending", async (test) => {
    const { seen } = watch(test, [[]]);
    await sleep(20);
    assert.equal(seen[0], "gone");
  });
});
