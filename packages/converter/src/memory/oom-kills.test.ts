import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { fakeOffice } from "../libreoffice-convert/fake-office.ts";
import { failureOfRun } from "../libreoffice-convert/run-failure.ts";
import type { OfficeRun } from "../libreoffice-convert/run-office.ts";
import { knownEnd } from "../press/job/press-failure.ts";
import type { PressEnd } from "../press/process/press-message.ts";
import { findMemoryCgroup } from "./memory-cgroup.ts";
import { countOomKills } from "./oom-kills.ts";

const limits = { maxMemoryBytes: 2 ** 32, maxCpuSeconds: 60, maxResultBytes: 2 ** 20 };
const program = fileURLToPath(new URL("../../test-programs/run-office-once.ts", import.meta.url));

describe("a LibreOffice that is ended by SIGKILL", { timeout: 60_000 }, () => {
  let folder: string;
  let cgroup: string | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    cgroup = await makeCgroup(200_000_000);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    if (cgroup !== undefined) await rmdir(cgroup);
  });

  it("took too much where the kernel ended it for want of memory, and crashed where somebody else did", async () => {
    // Without a cgroup of its own there is memory enough, and the stand-in ends in peace.
    const entering = cgroup === undefined ? "" : `echo $$ >${cgroup}/cgroup.procs && `;
    const { program: office } = fakeOffice("take-memory.sh");
    const command = `${entering}exec "$@"`;
    const { stdout } = await execa("sh", ["-c", command, "sh", process.execPath, program, office, folder]);
    const run = JSON.parse(stdout) as OfficeRun;
    const failed = { limits, isEncrypted: false, hasPassword: false, asksForPages: false };
    assert.equal(run.isOomKilled, cgroup !== undefined, stdout);
    assert.equal(
      failureOfRun({ ...failed, run }).code,
      cgroup === undefined ? "output_invalid" : "resource_limit",
    );
    const killed = { ...run, signal: "SIGKILL", cpuSeconds: 0, peakMemoryBytes: 0 };
    assert.equal(failureOfRun({ ...failed, run: { ...killed, isOomKilled: false } }).code, "engine_crashed");
    assert.equal(failureOfRun({ ...failed, run: { ...killed, isOomKilled: true } }).code, "resource_limit");
  });

  it("is told apart in the press as well", async () => {
    const count = await countOomKills();
    const killed = { outcome: "crashed", signal: 9, detail: "" } as PressEnd;
    assert.equal((await knownEnd(killed, count - 1)).outcome, "memory_limit");
    assert.equal((await knownEnd(killed, count)).outcome, "crashed");
    assert.equal((await knownEnd({ ...killed, signal: 11 }, count - 1)).outcome, "crashed");
  });
});

/** Below this program's own; undefined where this user or system makes none. */
async function makeCgroup(limitBytes: number): Promise<string | undefined> {
  const own = await findMemoryCgroup();
  if (own === undefined) return undefined;
  const folder = join(own.folders[0] ?? "", `platen-test-${process.pid}`);
  const limit = own.version === 1 ? "memory.limit_in_bytes" : "memory.max";
  try {
    await mkdir(folder);
  } catch {
    return undefined;
  }
  return writeFile(join(folder, limit), String(limitBytes)).then(
    () => folder,
    () => rmdir(folder).then(() => undefined),
  );
}
