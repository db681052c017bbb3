import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job, JobStatus } from "../api/job.ts";
import { type Watching, watchJob } from "./watch-job.ts";

const job = (status: JobStatus) => ({ status }) as Job;

/** A server that answers what the test sets, with events that the test sends. */
function openWatch(answer: () => Job | undefined, pauses = { pollMs: 5, quietMs: 60_000 }) {
  const seen: string[] = [];
  const events = { onJob: (_job: Job) => {}, onError: () => {}, isOpen: false };
  let looks = 0;
  const watching: Watching = {
    find: async () => {
      looks += 1;
      return answer();
    },
    listen: (onJob, onError) => {
      Object.assign(events, { onJob, onError, isOpen: true });
      return () => {
        events.isOpen = false;
      };
    },
    onJob: ({ status }) => seen.push(status),
    onGone: () => seen.push("gone"),
    onTrouble: (isInTrouble) => isInTrouble && seen.push("trouble"),
    pauses,
  };
  const stop = watchJob(watching);
  return { seen, events, looks: () => looks, stop };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    assert.ok(turns < 2_000, "it never came");
    await sleep(5);
  }
}

describe("watchJob", () => {
  it("fetches a finished job once and does not listen", async () => {
    const { seen, events, looks } = openWatch(() => job("succeeded"));
    await until(() => seen.length === 1);
    await sleep(30);
    assert.deepEqual([seen, events.isOpen, looks()], [["succeeded"], false, 1]);
  });

  it("follows the events to the end and closes the stream", async () => {
    const { seen, events } = openWatch(() => job("queued"), { pollMs: 60_000, quietMs: 60_000 });
    await until(() => events.isOpen);
    events.onJob(job("processing"));
    events.onJob(job("succeeded"));
    events.onJob(job("succeeded"));
    assert.deepEqual([seen, events.isOpen], [["queued", "processing", "succeeded"], false]);
  });

  it("polls while there are no events", async () => {
    let status: JobStatus = "queued";
    const { seen, events } = openWatch(() => job(status));
    await until(() => events.isOpen);
    events.onError();
    await until(() => seen.length > 2);
    status = "failed";
    await until(() => seen.at(-1) === "failed");
    assert.equal(events.isOpen, false);
  });

  it("stops polling when events arrive again", async () => {
    const { events, looks, stop } = openWatch(() => job("processing"));
    await until(() => events.isOpen);
    events.onJob(job("processing"));
    const before = looks();
    await sleep(50);
    assert.ok(looks() - before <= 1, "at most the look that was under way");
    events.onError();
    await until(() => looks() > before + 2);
    stop();
  });

  it("fetches the job when events are silent", async () => {
    const { events, looks, stop } = openWatch(() => job("processing"), { pollMs: 60_000, quietMs: 5 });
    await until(() => events.isOpen);
    events.onJob(job("processing"));
    await until(() => looks() > 2);
    stop();
  });

  it("reports trouble and continues until the server is back", async () => {
    let isAway = true;
    const { seen } = openWatch(() => {
      if (isAway) throw new Error("away");
      return job("succeeded");
    });
    await until(() => seen.length > 1);
    isAway = false;
    await until(() => seen.at(-1) === "succeeded");
    assert.equal(seen[0], "trouble");
  });

  it("ends when the job is gone, and reports nothing after it was stopped", async () => {
    const gone = openWatch(() => undefined);
    await until(() => gone.seen.length === 1);
    assert.deepEqual([gone.seen, gone.events.isOpen], [["gone"], false]);

    const stopped = openWatch(() => job("queued"));
    stopped.stop();
    await sleep(30);
    assert.deepEqual([stopped.seen, stopped.events.isOpen, stopped.looks()], [[], false, 1]);
  });
});
