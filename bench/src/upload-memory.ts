/**
 * How much memory does the web app need while it receives uploads: 1,000 files of 1 MB at once, then one of 2 GB? Run
 * it with `node bench/src/upload-memory.ts`. It starts the real web program on a temporary folder, which needs 3 GB,
 * and fails if the process ever held more than 250 MB, or if an upload was not accepted.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readMemory } from "@platen/process";
import { startProgram } from "./running-program.ts";
import { uploadAll } from "./upload/upload-all.ts";

const maxMegabytes = 250;
const uploads = Number(process.env.UPLOADS ?? 1_000);
const largeBytes = Number(process.env.LARGE_BYTES ?? 2_000_000_000);

const rounds = [
  { title: `${uploads} × 1 MB, each at its own pace`, count: uploads, bytes: 1_000_000, isInStep: false },
  { title: `${uploads} × 1 MB, in step`, count: uploads, bytes: 1_000_000, isInStep: true },
  { title: `1 × ${largeBytes / 1e9} GB`, count: 1, bytes: largeBytes, isInStep: false },
];

const megabytes = (bytes = Number.NaN) => Math.round(bytes / 1e6);
const folder = await mkdtemp(path.join(os.tmpdir(), "platen-upload-memory-"));
const web = await startProgram("web", folder, {
  MAX_UPLOAD_BYTES: "4000000000",
  RATE_LIMIT_PER_MINUTE: "0",
});
try {
  console.log(`idle: ${megabytes(readMemory(web.pid)?.residentBytes)} MB`);
  console.log("                                accepted   seconds    MB/s   peak MB  after MB");
  for (const { title, ...round } of rounds) {
    // The kernel's own high-water mark begins anew, so no peak falls between two looks: proc_pid_clear_refs(5).
    await writeFile(`/proc/${web.pid}/clear_refs`, "5");
    const startedAt = performance.now();
    const accepted = await uploadAll(web.url, round);
    const seconds = (performance.now() - startedAt) / 1_000;
    const memory = readMemory(web.pid);
    const peakMegabytes = megabytes(memory?.peakResidentBytes);
    const rate = (round.count * round.bytes) / 1e6 / seconds;
    const figures = [
      `${accepted}/${round.count}`,
      seconds.toFixed(1),
      rate.toFixed(0),
      peakMegabytes,
      megabytes(memory?.residentBytes),
    ];
    console.log([title.padEnd(30), ...figures.map((figure) => String(figure).padStart(9))].join(" "));
    if (!(peakMegabytes <= maxMegabytes) || accepted < round.count) process.exitCode = 1;
  }
} finally {
  await web.stop();
  await rm(folder, { recursive: true });
}
console.log(
  process.exitCode
    ? `Failed: above ${maxMegabytes} MB, or not all accepted.`
    : `Never above ${maxMegabytes} MB.`,
);
