import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { it } from "node:test";
import { defaultJobPolicy, JobWatches, systemClock } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { newMemoryBackend } from "@platen/core/memory";
import { PagesEstimate } from "../context/estimate-pages.ts";
import { WaitEstimate } from "../context/estimate-wait.ts";
import type { WebContext } from "../web-context.ts";
import { jobEvents } from "./job-events.ts";

async function openEvents(signal: AbortSignal, commentEveryMs = 15_000) {
  const backend = newMemoryBackend();
  const job = newJob();
  await backend.jobs.create(job);
  const context = {
    backend,
    watches: new JobWatches(backend.jobs),
    clock: systemClock,
    estimate: new WaitEstimate(),
    pagesEstimate: new PagesEstimate(),
    policy: defaultJobPolicy,
  } as unknown as WebContext;
  return {
    backend,
    job,
    events: jobEvents(context, job, { seenRevision: 0, signal, commentEveryMs, basePath: "" }),
  };
}

it("sends a comment while nothing happens, so that no proxy takes the stream for dead", async () => {
  const ending = new AbortController();
  const { events } = await openEvents(ending.signal, 5);
  let text = "";
  for await (const chunk of events) {
    text += chunk;
    if ((text.match(/^: still here$/gm)?.length ?? 0) >= 2) ending.abort();
  }
  assert.match(text, /^: still here\n\n/m);
});

it("stops looking when the reader leaves", async () => {
  const { backend, events } = await openEvents(new AbortController().signal);
  for await (const _ of events) break;
  assert.equal(events.destroyed, true);
  let looks = 0;
  const find = backend.jobs.find.bind(backend.jobs);
  await new Promise((resolve) => setTimeout(resolve, 50)); // the look that was under way
  backend.jobs.find = (id) => {
    looks += 1;
    return find(id);
  };
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(looks, 0);
});

it("ends when the job is removed", async () => {
  const { backend, job, events } = await openEvents(new AbortController().signal);
  assert.equal(await backend.jobs.remove(job.id, job.revision), true);
  assert.match((await buffer(events)).toString(), /^retry: 3000\n\n/);
});
