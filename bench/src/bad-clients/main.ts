/**
 * Do honest clients notice those who misbehave? `npm run bench:bad-clients` starts the web app and a worker on this
 * machine alone and has two honest clients convert small documents beside 200 connections that each do one thing
 * wrongly for 60 s, from the same address, and alone before and after that. It fails where the honest median is more
 * than 1.5 times what it was alone, or where the web app ever holds more than 250 MB. `--seconds N` and
 * `--connections N` change the load; `--rounds N` repeats it, so that what else the machine does falls on both sides.
 */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { readMemory } from "@platen/process";
import { type RunningProgram, startProgram } from "../running-program.ts";
import type { BadLoad, Tally } from "./bad-clients.ts";
import { honestTimes, medianOf } from "./honest-clients.ts";
import { makeWaitingJob } from "./waiting-job.ts";

const maxSlowdown = 1.5;
const maxMegabytes = 250;
const keys = { honest: "an-honest-client-s-key", bad: "a-bad-client-has-one-too" };

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    connections: { type: "string", default: "200" },
    rounds: { type: "string", default: "1" },
  },
});
const seconds = Number(values.seconds);
const settings = { API_KEYS: `honest:${keys.honest},bad:${keys.bad}` };
const folder = await mkdtemp(path.join(os.tmpdir(), "platen-bad-clients-"));
const running: RunningProgram[] = [];
try {
  const web = await startProgram("web", folder, settings);
  running.push(web);
  running.push(await startProgram("worker", folder, settings));
  const { url, pid } = web;
  await honestTimes(url, keys.honest, Math.min(10, seconds / 4)); // warms everything up
  const alone = await honestTimes(url, keys.honest, seconds / 4);
  const beside: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const load = await startLoad(url);
    beside.push(...(await honestTimes(url, keys.honest, seconds)));
    printTally(await endLoad(load));
    alone.push(...(await honestTimes(url, keys.honest, seconds / 2)));
  }
  const peakMegabytes = Math.round((readMemory(pid)?.peakResidentBytes ?? Number.NaN) / 1e6);
  const slowdown = medianOf(beside) / medianOf(alone);
  console.log(`honest median alone   ${medianOf(alone).toFixed(0)} ms, ${alone.length} documents`);
  console.log(`honest median beside  ${medianOf(beside).toFixed(0)} ms, ${beside.length} documents`);
  console.log(`slowdown              ${slowdown.toFixed(2)}, at most ${maxSlowdown}`);
  console.log(`web app, at most      ${peakMegabytes} MB of ${maxMegabytes}`);
  if (!(slowdown <= maxSlowdown) || !(peakMegabytes <= maxMegabytes)) process.exitCode = 1;
} finally {
  await Promise.all(running.map((program) => program.stop()));
  await rm(folder, { recursive: true });
}
console.log(process.exitCode ? "Failed." : "Honest clients hardly notice.");

async function startLoad(url: string): Promise<Worker> {
  const headers = { authorization: `Bearer ${keys.bad}` };
  const offer = await fetch(`${url}/v1/uploads`, { method: "POST", headers });
  const { url: form } = (await offer.json()) as { url: string };
  const waitingJobId = await makeWaitingJob(folder, "bad");
  const targets = { key: keys.bad, form, waitingJobId };
  const workerData: BadLoad = {
    port: Number(new URL(url).port),
    connections: Number(values.connections),
    targets,
  };
  return new Worker(new URL("./bad-clients.ts", import.meta.url), { workerData });
}

async function endLoad(load: Worker): Promise<Tally> {
  load.postMessage("end");
  const [tally] = (await once(load, "message")) as [Tally];
  await load.terminate();
  return tally;
}

function printTally(tally: Tally): void {
  for (const [misdeed, counts] of Object.entries(tally)) {
    const told = Object.entries(counts).map(([what, times]) => `${what} × ${times}`);
    console.log(`${misdeed.padEnd(34)}${told.join(", ")}`);
  }
}
