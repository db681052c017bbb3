import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runModel } from "./run-model.ts";

/** Changes that a run must have seen, or its success proves nothing. */
const expected = [
  "created",
  "created again under the same id",
  "lost race",
  "stolen",
  "removed",
  "queued changed",
  "queued → processing",
  "queued → canceled",
  "queued → expired",
  "processing changed",
  "processing → succeeded",
  "processing → queued",
  "processing → canceled",
  "processing → failed as engine_crashed",
  "processing → failed as source_corrupt",
  "processing → failed as unavailable",
  "processing → failed as worker_lost",
  "failed → queued",
  "failed changed",
  "callback sending",
  "callback waiting",
  "callback delivered",
  "callback failed",
];

describe("a job", () => {
  it("keeps its promises through races, deaths, lost answers, repeated messages and wrong clocks", async (t) => {
    const seed = Date.now() % 2 ** 31;
    t.diagnostic(`npm run model -- --runs 3000 --seed ${seed}`);
    const seen = await runModel({ runs: 3_000, steps: 50, seed });
    for (const kind of expected) assert.ok((seen.get(kind) ?? 0) > 0, `no run saw: ${kind}`);
  });
});
