/**
 * What it costs to watch many jobs, on one machine and over a network, and how soon a change is told:
 *
 *   npm run bench:watching [-- --against CHECKOUT] [--watchers 2000] [--seconds 20]
 *
 * With another checkout it measures that in turn, and fails unless this one needs at most a twentieth of its reads and a
 * tenth of its processor time. It fails where a change took longer than a second to be told on one machine, or where over a network
 * more than one in a hundred did.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import type { Watching, WatchingFigures } from "./measure-watching.ts";

const { values } = parseArgs({
  options: {
    against: { type: "string" },
    watchers: { type: "string", default: "2000" },
    seconds: { type: "string", default: "20" },
  },
});
const here = fileURLToPath(new URL("../../..", import.meta.url));
const builds = new Map([["this build", here]]);
if (values.against !== undefined) builds.set("the other", values.against);

console.log("| store | build | reads/s | CPU ms/s | changes | told after, median ms | 99 % | longest |");
console.log("|---|---|---|---|---|---|---|---|");
for (const kind of ["local", "network"] as const) {
  const found = new Map<string, WatchingFigures>();
  for (const [name, root] of builds) {
    const figures = await measure({
      ...{ kind, root, watchers: Number(values.watchers), seconds: Number(values.seconds) },
      ...{ slots: 40, takesMs: 2_000, settleMs: 10_000 },
    });
    found.set(name, figures);
    const { readsPerSecond, cpuMsPerSecond, changes, medianMs, p99Ms, longestMs } = figures;
    const cells = [readsPerSecond.toFixed(0), cpuMsPerSecond.toFixed(1), changes, medianMs, p99Ms, longestMs];
    console.log(`| ${[kind, name, ...cells].join(" | ")} |`);
  }
  judge(kind, found.get("this build"), found.get("the other"));
}

async function measure(watching: Watching): Promise<WatchingFigures> {
  const program = fileURLToPath(new URL("measure-program.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(watching)]);
  return JSON.parse(stdout) as WatchingFigures;
}

function judge(kind: Watching["kind"], now?: WatchingFigures, other?: WatchingFigures): void {
  if (now === undefined) return;
  const slowest = kind === "local" ? now.longestMs : now.p99Ms;
  if (!(slowest <= 1_000)) fail(`${kind}: a change was told after ${slowest} ms`);
  if (other === undefined) return;
  const reads = now.readsPerSecond / other.readsPerSecond;
  const cpu = now.cpuMsPerSecond / other.cpuMsPerSecond;
  console.log(`${kind}: ${reads.toFixed(3)} of the reads, ${cpu.toFixed(3)} of the processor time`);
  if (reads > 0.05 || cpu > 0.1) fail(`${kind}: more than a twentieth of the reads or a tenth of the time`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
