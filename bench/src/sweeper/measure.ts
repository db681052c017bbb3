/** One measurement of one build: `node measure.ts KIND ROOT`. Prints a line of JSON. */
import { setTimeout as sleep } from "node:timers/promises";
import { openBuild } from "./build.ts";
import { installationOf } from "./sweeper-of.ts";

const [kind = "", root = ""] = process.argv.slice(2);
const build = await openBuild(root === "" ? undefined : root);
const runForMs = 20_000;

/** Removals a second of so many sweepers at the same time, where there is always more to remove. */
async function removals(sweepers: number): Promise<object> {
  const { table, bucket, addEnded, sweeper } = installationOf(build);
  for (let count = 0; count < 20_000; count += 1) addEnded();
  const before = table.requests;
  const start = performance.now();
  const stop = AbortSignal.timeout(runForMs);
  const all = Array.from({ length: sweepers }, async () => {
    const parts = sweeper();
    while (!stop.aborted && table.size > 0)
      await build.core.sweepOnce(parts, { orphans: false, signal: stop });
  });
  const watched = (async () => {
    while (!stop.aborted && table.size > 0) await sleep(20);
    return { removed: 20_000 - table.size, seconds: (performance.now() - start) / 1_000 };
  })();
  const { removed, seconds } = await watched;
  const perJob = (count: number) => Number((count / removed).toFixed(2));
  console.log(
    JSON.stringify({
      perSecond: Number((removed / seconds).toFixed(1)),
      listsPerJob: perJob(bucket.lists),
      tableRequestsPerJob: perJob(table.requests - before),
    }),
  );
  await Promise.race([Promise.all(all), sleep(0)]);
  process.exit();
}

/** How long jobs that were forgotten wait for one sweeper while 1,000 jobs a second are to be removed. */
async function rescues(): Promise<object> {
  const { addEnded, addForgotten, sweeper } = installationOf(build);
  const forgottenAt = new Map<string, number>();
  const waits: number[] = [];
  const parts = sweeper((id) => {
    waits.push(performance.now() - (forgottenAt.get(id) ?? 0));
    forgottenAt.delete(id);
  });
  const stop = AbortSignal.timeout(runForMs);
  const sweeping = (async () => {
    while (!stop.aborted) {
      await build.core.sweepOnce(parts, { orphans: false, signal: stop });
      await sleep(1_000, undefined, { signal: stop }).catch(() => undefined);
    }
  })();
  for (
    const start = performance.now(), offered = { ended: 0, forgotten: 0 };
    !stop.aborted;
    await sleep(10)
  ) {
    const seconds = (performance.now() - start) / 1_000;
    for (; offered.ended < seconds * 1_000; offered.ended += 1) addEnded();
    for (; offered.forgotten < (seconds - 2) * 5; offered.forgotten += 1)
      forgottenAt.set(addForgotten(), performance.now());
  }
  await Promise.race([sweeping, sleep(500)]);
  const now = performance.now();
  const rescued = waits.length;
  for (const at of forgottenAt.values()) waits.push(now - at);
  const all = waits.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0);
  console.log(JSON.stringify({ forgotten: all.length, rescued, p50Ms: at(0.5), p99Ms: at(0.99) }));
  process.exit();
}

if (kind === "rescues") await rescues();
else await removals(Number(kind));
