/**
 * Is the local backend as fast with a million jobs and messages as with a thousand? Run it with
 * `node bench/src/local-rows.ts`; ROWS=100000 makes it faster. Fails if a median grows by more than half.
 */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { closeBackend } from "@platen/core";
import { fillRows } from "./local-rows-fill.ts";
import { measure, operations } from "./local-rows-operations.ts";

const rows = [1_000, Number(process.env.ROWS ?? 1_000_000)] as const;
const counts = { warmUps: 100, rounds: 500 };
const maxRatio = 1.5;

const folder = await mkdtemp(path.join(os.tmpdir(), "platen-local-rows-"));
try {
  const sets = [
    await fillRows(path.join(folder, "few"), rows[0]),
    await fillRows(path.join(folder, "many"), rows[1]),
  ] as const;
  console.log(`medians of ${counts.rounds}, in milliseconds`);
  console.log(
    ["operation".padEnd(18), ...rows.map((count) => `${count} rows`.padStart(13)), "ratio"].join(" "),
  );
  for (const [name, operation] of Object.entries(operations)) {
    const [few, many] = await measure(operation, sets, counts);
    const times = [few, many].map((time) => time.toFixed(3).padStart(13));
    console.log([name.padEnd(18), ...times, (many / few).toFixed(2).padStart(5)].join(" "));
    if (many > few * maxRatio) process.exitCode = 1;
  }
  for (const { backend } of sets) await closeBackend(backend);
} finally {
  await rm(folder, { recursive: true });
}
console.log(
  process.exitCode ? `Failed: a ratio is above ${maxRatio}.` : `Every ratio is at most ${maxRatio}.`,
);
