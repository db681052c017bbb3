import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { BadConnection } from "./bad-connection.ts";
import { type Misdeed, misdeeds, type Targets } from "./misdeeds.ts";

export interface BadLoad {
  readonly port: number;
  readonly connections: number;
  readonly targets: Targets;
}

/** By what was done wrong: how often each status was the answer, and how often a connection was taken. */
export type Tally = Record<string, Record<string, number>>;

const reconnectMs = 250;

/** A thread of its own, so that honest clients are not measured through the load's own work. */
const { port, connections, targets } = workerData as BadLoad;
const ending = new AbortController();
const tally: Tally = {};

parentPort?.once("message", () => {
  ending.abort();
  parentPort?.postMessage(tally);
  parentPort?.close();
});
const names = Object.keys(misdeeds);
for (let place = 0; place < connections; place += 1) {
  const name = names[place % names.length] ?? "";
  const misdeed = misdeeds[name];
  if (misdeed !== undefined) void misbehave(name, misdeed);
}

async function misbehave(name: string, misdeed: Misdeed): Promise<void> {
  tally[name] ??= {};
  const counts = tally[name];
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  while (!ending.signal.aborted) {
    const connection = await BadConnection.open(port, ending.signal, count);
    count(connection === undefined ? "refused" : "connected");
    if (connection !== undefined) await misdeed(connection, targets);
    await sleep(reconnectMs);
  }
}
