import { readFile } from "node:fs/promises";

/** Fields of the first line of `/proc/stat` in which no processor is busy: idle, waiting for a disk; guests count twice. */
const notBusy = new Set([3, 4, 8, 9]);
const ticksPerSecond = 100;

/** How long all processors of the machine were busy since it started, time stolen by other machines included. */
export async function busySeconds(): Promise<number> {
  return busySecondsIn(await readFile("/proc/stat", "utf8"));
}

export function busySecondsIn(stat: string): number {
  const ticks = (stat.split("\n")[0] ?? "").trim().split(/\s+/).slice(1).map(Number);
  return ticks.reduce((sum, value, index) => sum + (notBusy.has(index) ? 0 : value), 0) / ticksPerSecond;
}

/**
 * Watches how many processors are busy with anything but this run, on average: what figures of wall time suffer from.
 * `ownSeconds` is the processor time of the measured engines; this program's own and that of its tools is known here.
 */
export async function watchOtherWork(): Promise<{ stop(ownSeconds: number): Promise<number> }> {
  const startedAt = performance.now();
  const busyBefore = await busySeconds();
  const own = process.cpuUsage();
  return {
    async stop(ownSeconds) {
      const seconds = (performance.now() - startedAt) / 1000;
      const { user, system } = process.cpuUsage(own);
      const others = (await busySeconds()) - busyBefore - ownSeconds - (user + system) / 1e6;
      return Math.max(0, others / seconds);
    },
  };
}
