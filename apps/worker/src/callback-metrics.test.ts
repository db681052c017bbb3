import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Registry } from "prom-client";
import { openCallbackMetrics } from "./callback-metrics.ts";
import { logCallback } from "./log-callback.ts";

const report = { jobId: "a", callbackId: "msg_1", host: "hooks.example", attempt: 2, tookMs: 500 };

describe("what is told of callbacks", () => {
  it("is counted by outcome, never by host", async () => {
    const registry = new Registry();
    const count = openCallbackMetrics(registry);
    for (const outcome of ["delivered", "again", "again"] as const) count({ ...report, outcome });
    const shown = await registry.metrics();
    assert.match(shown, /^platen_callbacks_total\{outcome="again"\} 2$/m);
    assert.match(shown, /^platen_callback_seconds_sum 1.5$/m);
    assert.doesNotMatch(shown, /hooks/);
  });

  it("is a line of the log, louder where something went wrong, and a bug with its stack", () => {
    const lines: [string, Record<string, unknown>][] = [];
    const write = (level: string) => (fields: object) => void lines.push([level, { ...fields }]);
    const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
    const told = (more: object) => logCallback(log as never, { ...report, outcome: "delivered", ...more });
    told({});
    told({ outcome: "again", problem: "hooks.example answered with status 500." });
    told({ outcome: "interrupted", error: new TypeError("oh") });
    assert.deepEqual(
      lines.map(([level]) => level),
      ["info", "warn", "error"],
    );
    assert.equal(lines[1]?.[1].problem, "hooks.example answered with status 500.");
  });
});
