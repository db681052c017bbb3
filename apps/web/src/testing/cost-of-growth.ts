import assert from "node:assert/strict";

type Work = (input: string) => unknown;

const lengths = [4_000, 8_000, 16_000];
/** Below this, what the process does besides counts for more than the work. */
const leastMs = 2;
/** Four times the input may cost this many times as much: more than linear work takes, less than quadratic. */
const mostTimes = 8;

const fills = [
  ..." \t.,;:=-/\\\"'*0aW%é",
  "\u0301",
  "a ",
  "; ",
  ". ",
  "-0",
  "a=",
  '";',
  '\\"',
  "%41",
  "👩",
  "\u202e",
];

/**
 * Gives `work` inputs that grow, of every kind of character that readers of text trip over, and fails where the
 * processor time grows faster than the input. Compares within one run, so that the speed of the machine is nothing.
 */
export async function assertLinear(name: string, frames: readonly string[], work: Work): Promise<void> {
  for (const frame of frames) {
    for (const fill of fills) {
      const costs: number[] = [];
      for (const length of lengths) costs.push(await costOf(work, inputOf(frame, fill, length)));
      const [first = 0, , last = 0] = costs;
      const shown = costs.map((cost) => cost.toFixed(1)).join(", ");
      const message = `${name} of ${JSON.stringify(frame)} filled with ${JSON.stringify(fill)}: ${shown} ms`;
      assert.ok(last <= mostTimes * Math.max(first, leastMs), message);
    }
  }
}

/** `…` in the frame is where the input grows. */
function inputOf(frame: string, fill: string, length: number): string {
  return frame.replace("…", () => fill.repeat(length / fill.length));
}

/** The least of three runs, in milliseconds of processor time. */
async function costOf(work: Work, input: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && least > leastMs / 4; run += 1) {
    const before = process.cpuUsage();
    await work(input);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
