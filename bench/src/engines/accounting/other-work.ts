import { readFile } from "node:fs/promises";

/** Fields of the first line of `/proc/stat` that are not busy time: idle and waiting for a disk. Guest time is counted twice, so it is left out. */
const notBusy = new Set([3, 4, 8, 9]);
const ticksPerSecond = 100;

/** How long all processors were busy since the machine started, including time stolen by other virtual machines. */
export async function busySeconds(): Promise<number> {
  return busySecondsIn(await readFile("/proc/stat", "utf8"));
}

export function busySecondsIn(stat: string): number {
  const ticks = (stat.split("\n")[0] ?? "").trim().split(/\s+/).slice(1).map(Number);
  return ticks.reduce((sum, value, index) => sum + (notBusy.has(index) ? 0 : value), 0) / ticksPerSecond;
}

/**
 * Measures how many processors are busy with anything but this run, on average. Other work distorts wall times.
 * `ownSeconds` is the processor time of the measured engines; that of this program is added here.
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
