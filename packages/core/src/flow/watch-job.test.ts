import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newWorkshop } from "../test-support/workshop.ts";
import { cancelJob } from "./cancel-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";
import { watchJob } from "./watch-job.ts";

const pace = { minMs: 2, maxMs: 10 };
const going = new AbortController().signal;

describe("watchJob", () => {
  it("gives the present state at once, then every one it sees, and ends with the job", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=100");
    const seen: string[] = [];
    let running: Promise<unknown> | undefined;
    for await (const { status } of watchJob(shop.backend.jobs, job.id, pace, going)) {
      if (seen.at(-1) !== status) seen.push(status);
      running ??= runJob(shop.worker, await shop.delivery(), going);
    }
    await running;
    assert.deepEqual(seen, ["queued", "processing", "succeeded"]);
  });

  it("gives a job that is over once", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    await cancelJob(shop.backend.jobs, job.id, shop);
    const seen = await Array.fromAsync(watchJob(shop.backend.jobs, job.id, pace, going));
    assert.deepEqual(
      seen.map(({ status }) => status),
      ["canceled"],
    );
  });

  it("ends when the job is removed, and when nobody watches any more", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    for await (const _ of watchJob(shop.backend.jobs, job.id, pace, going))
      await removeJob(shop.backend, job.id, shop);
    const other = (await shop.submit("text")).job;
    const leave = new AbortController();
    for await (const _ of watchJob(shop.backend.jobs, other.id, pace, leave.signal)) leave.abort();
    assert.deepEqual(await Array.fromAsync(watchJob(shop.backend.jobs, "none", pace, going)), []);
  });
});
