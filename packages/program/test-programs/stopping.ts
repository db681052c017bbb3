import { AppError } from "@platen/core";
import { openLog, runProgram } from "@platen/program";

/** A program that does nothing but stop in the way that its argument names. */
const [way] = process.argv.slice(2);

const stops: Record<string, () => Promise<void>> = {
  "in-order": async () => {
    clearInterval(work);
  },
  never: () => new Promise(() => undefined),
  "too-late": () => new Promise(() => undefined),
  badly: () => Promise.reject(new Error("the stop itself is broken")),
};

const work = setInterval(() => undefined, 1_000);

await runProgram(async () => {
  if (way === "not-started") throw new AppError("request", "port_taken", "Port 1 is taken. Set PORT.");
  if (way === "buggy-start") throw new TypeError("a bug at the start");
  if (way === "buggy") setTimeout(() => Promise.reject(new TypeError("a bug at work")), 20);
  const log = await openLog("info", false);
  log.info("ready");
  return {
    log,
    stop: stops[way ?? ""] ?? (async () => undefined),
    stopWithinMs: way === "too-late" ? 200 : 30_000,
  };
});
