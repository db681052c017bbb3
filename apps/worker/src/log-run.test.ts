import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError, type RunReport } from "@platen/core";
import { pino } from "pino";
import { logRun } from "./log-run.ts";

const report: RunReport = {
  jobId: "a",
  attempt: 1,
  outcome: "succeeded",
  waitedMs: 1,
  convertMs: 2,
  totalMs: 3,
};

function lineOf(changes: Partial<RunReport>): Record<string, unknown> {
  const lines: string[] = [];
  const log = pino({ level: "trace", base: null, timestamp: false }, { write: (line) => lines.push(line) });
  logRun(log, { ...report, ...changes });
  return JSON.parse(lines.join(""));
}

describe("logRun", () => {
  it("tells how long each part took", () => {
    const { jobId, attempt, waitedMs, convertMs, totalMs } = report;
    const times = { jobId, attempt, waitedMs, convertMs, totalMs };
    assert.deepEqual(lineOf({}), { level: 30, ...times, msg: "job succeeded" });
  });

  it("warns of what comes again, with the reason in words", () => {
    const error = new AppError("unavailable", "file_storage_full", "The disk is full. Free space.");
    const { level, code, because, msg } = lineOf({ outcome: "again", error });
    assert.deepEqual(
      { level, code, because, msg },
      { level: 40, code: "file_storage_full", because: "The disk is full. Free space.", msg: "job again" },
    );
  });

  it("logs an error that is no AppError as a bug, with its stack", () => {
    const { level, err, outcome } = lineOf({ outcome: "interrupted", error: new TypeError("odd") });
    assert.equal(level, 50);
    assert.equal(outcome, "interrupted");
    assert.match((err as Error).stack ?? "", /TypeError: odd\n\s+at /);
  });
});
