import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { RunReport } from "@platen/core";
import { Registry } from "prom-client";
import { openWorkerMetrics } from "./worker-metrics.ts";

const report: RunReport = {
  jobId: "a",
  attempt: 1,
  outcome: "succeeded",
  waitedMs: 500,
  convertMs: 2_000,
  totalMs: 3_000,
};

describe("the metrics of a worker", () => {
  it("count a slot as busy from the start of a run to its end", async () => {
    const registry = new Registry();
    const ended = openWorkerMetrics(registry, 3).runStarted();
    assert.match(await registry.metrics(), /^platen_worker_slots 3$/m);
    assert.match(await registry.metrics(), /^platen_worker_busy_slots 1$/m);
    ended(report);
    assert.match(await registry.metrics(), /^platen_worker_busy_slots 0$/m);
  });

  it("tell in seconds how long jobs waited and were converted", async () => {
    const registry = new Registry();
    openWorkerMetrics(registry, 1).runStarted()(report);
    const shown = await registry.metrics();
    assert.match(shown, /^platen_wait_seconds_sum 0.5$/m);
    assert.match(shown, /^platen_conversion_seconds_sum 2$/m);
    assert.match(shown, /^platen_runs_total\{outcome="succeeded",code=""\} 1$/m);
  });

  it("leave out what did not happen: a job that was not claimed neither waited nor was converted", async () => {
    const registry = new Registry();
    openWorkerMetrics(registry, 1).runStarted()({ ...report, attempt: 0, convertMs: 0, outcome: "skipped" });
    const shown = await registry.metrics();
    assert.match(shown, /^platen_wait_seconds_count 0$/m);
    assert.match(shown, /^platen_conversion_seconds_count 0$/m);
  });

  it("count what the sweeper put right, by what it did", async () => {
    const registry = new Registry();
    const { swept } = openWorkerMetrics(registry, 1);
    for (const sent of [2, 3]) swept({ sent, expired: 1, lost: 0, removed: 0, told: 0 });
    const shown = await registry.metrics();
    assert.match(shown, /^platen_swept_jobs_total\{move="sent"\} 5$/m);
    assert.match(shown, /^platen_swept_jobs_total\{move="expired"\} 2$/m);
    assert.doesNotMatch(shown, /move="lost"/);
  });
});
