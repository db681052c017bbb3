import assert from "node:assert/strict";
import process from "node:process";

/** Less is too little to say anything about its growth, and harmless. */
const floorMs = 100;
/** Four times the input may cost this many times as much; what grows with the square costs sixteen times. */
const allowedFactor = 9;

/**
 * Fails when `work` costs disproportionately more processor time for `4n` than for `n`. Only this thread's time counts,
 * and of several tries the least, so that neighbours on the machine and the collector of garbage do not matter.
 */
export async function assertLinear(
  name: string,
  n: number,
  prepare: (size: number) => Promise<() => unknown>,
): Promise<void> {
  const one = await leastCost(await prepare(n));
  const two = await leastCost(await prepare(2 * n));
  // What takes seconds already need not be tried at twice the size.
  if (two < 2_000) {
    const four = await leastCost(await prepare(4 * n));
    const figures = `${one.toFixed(1)}, ${two.toFixed(1)} and ${four.toFixed(1)} ms for ${n}, twice and four times`;
    assert.ok(four <= floorMs || four <= allowedFactor * one, `${name}: ${figures}`);
  } else {
    assert.fail(`${name}: ${two.toFixed(0)} ms for ${2 * n}`);
  }
}

async function leastCost(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && least > 5; round += 1) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
    if (least > 2_000) break;
  }
  return least;
}
