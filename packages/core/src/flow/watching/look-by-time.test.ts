import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newJob } from "../../contracts/sample-job.ts";
import type { Job } from "../../job/job.ts";
import { LookByTime } from "./look-by-time.ts";
import type { WatchedJob } from "./watched-job.ts";

/** Looks at a row of jobs of one owner, one created after the other, in time that the test lets pass. */
function newRow(count: number) {
  let now = 0;
  const looks = new LookByTime(() => now);
  const lookedAt = new Map<WatchedJob, number[]>();
  const row = Array.from({ length: count }, (_, index): WatchedJob => {
    const seen = newJob({ createdAt: index });
    return { id: seen.id, seen, known: seen.revision, joins: 1, watchers: new Set() };
  });
  const stored = new Map<WatchedJob, Job>();
  for (const watched of row) {
    looks.joined(watched);
    lookedAt.set(watched, []);
  }

  async function pass(ms: number): Promise<void> {
    for (const end = now + ms; now < end; now += looks.pauseMs()) {
      for (const watched of await looks.due()) {
        lookedAt.get(watched)?.push(now);
        const before = watched.seen;
        watched.seen = stored.get(watched) ?? before;
        looks.looked(watched, watched.seen === before ? undefined : before);
      }
    }
  }

  return {
    ...{ row, pass, now: () => now },
    change: (watched: WatchedJob, change: Partial<Job>) =>
      stored.set(watched, { ...watched.seen, ...change, revision: watched.seen.revision + 1 }),
    looksAt: (watched: WatchedJob) => lookedAt.get(watched) ?? [],
  };
}

const pausesOf = (times: readonly number[]) =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe("LookByTime", () => {
  it("looks ever more rarely at what waits, and once a second at what is worked on or next", async () => {
    const { row, pass, change, looksAt } = newRow(100);
    const [working, waiting] = [row.at(0), row.at(-1)] as [WatchedJob, WatchedJob];
    change(working, { status: "processing" });
    await pass(60_000);
    assert.ok(Math.max(...pausesOf(looksAt(working))) <= 1_000);
    const pauses = pausesOf(looksAt(waiting));
    assert.deepEqual([pauses[0], Math.max(...pauses)], [300, 5_000]);
    assert.ok(looksAt(waiting).length < 20, `${looksAt(waiting).length} looks in a minute`);
  });

  it("sees jobs that begin one after the other within a second, with few looks at all others", async () => {
    const { row, pass, change, looksAt } = newRow(1_000);
    await pass(60_000);
    const before = row.reduce((sum, watched) => sum + looksAt(watched).length, 0);
    const late: number[] = [];
    for (const watched of row.slice(0, 300)) {
      change(watched, { status: "processing" });
      await pass(100);
    }
    await pass(1_000);
    for (const [index, watched] of row.slice(0, 300).entries()) {
      const begunAt = 60_000 + index * 100;
      const seenAt = looksAt(watched).find((at) => at >= begunAt) ?? Number.POSITIVE_INFINITY;
      late.push(seenAt - begunAt);
    }
    assert.ok(Math.max(...late) <= 1_000, `${Math.max(...late)} ms late`);
    const looks = row.reduce((sum, watched) => sum + looksAt(watched).length, 0) - before;
    assert.ok(looks < 0.5 * 31 * 1_000, `${looks} looks in 31 s`);
  });

  it("forgets what nobody watches any more", async () => {
    const looks = new LookByTime(() => 1_000_000);
    const seen = newJob();
    const watched = { id: seen.id, seen, known: seen.revision, joins: 1, watchers: new Set<never>() };
    looks.joined(watched);
    looks.left(watched);
    assert.deepEqual(await looks.due(), []);
  });
});
