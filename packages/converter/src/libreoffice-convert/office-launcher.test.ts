import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fakeOffice, pidsOf, untilGone } from "./fake-office.ts";
import { launcher } from "./launcher.ts";

const converting = fileURLToPath(new URL("../../test-programs/convert-until-killed.ts", import.meta.url));

/** A process of its own that converts with a LibreOffice that hangs, and LibreOffice's processes. */
async function startConverting() {
  const node = spawn(process.execPath, [converting, fakeOffice("hang.sh").program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [folder] = await once(createInterface(node.stdout), "line");
  let pids: readonly number[] = [];
  while (pids.length === 0) {
    await pause(20);
    pids = await pidsOf(folder);
  }
  return { node, folder: String(folder), pids };
}

/** Starts the launcher, ends it by a signal so long after it has begun, and fails when it or LibreOffice goes on. */
async function endAfter(microseconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "launcher-"));
  const [record, outputs] = [join(folder, "record"), join(folder, "outputs")];
  await Promise.all([record, outputs].map((each) => mkdir(each)));
  const source = join(outputs, "source.pptx");
  await writeFile(source, "");
  const limits = { OFFICE_MEMORY_KIB: "4000000", OFFICE_CPU_SECONDS: "60", OFFICE_FILE_BLOCKS: "100000" };
  const options = { OFFICE_EXTENSION: "pdf", OFFICE_FILTER: "x", OFFICE_PROFILE: "x", OFFICE_RECORD: record };
  const program = { OFFICE_PROGRAM: fakeOffice("hang.sh").program };
  const given = ["-env:x", "--headless", "--convert-to", "pdf", "--outdir", outputs, "--norestore", source];
  const child = spawn(launcher, given, {
    env: { PATH: "/usr/bin:/bin", ...limits, ...options, ...program },
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(child, "exit");
  while (!existsSync(join(record, "processes"))) await pause(1);
  for (const until = performance.now() + microseconds / 1_000; performance.now() < until; );
  child.kill("SIGTERM");
  const [code] = await Promise.race([ended, pause(10_000, ["it goes on"], { ref: false })]);
  child.stdin.end();
  assert.equal(code, 0);
  await untilGone(await pidsOf(folder));
  await rm(folder, { recursive: true });
}

describe("the launcher", { timeout: 60_000 }, () => {
  it("ends LibreOffice when the process that converts is killed", async () => {
    const { node, folder, pids } = await startConverting();
    node.kill("SIGKILL");
    await untilGone(pids);
    await rm(folder, { recursive: true, force: true });
  });

  it("is not needed to end LibreOffice: when it is killed itself, the process that converts does", async () => {
    const { node, folder, pids } = await startConverting();
    const processes = await readFile(join(folder, "record", "processes"), "utf8");
    const ended = once(node, "exit");
    process.kill(Number(processes.split(" ")[0]), "SIGKILL");
    await untilGone(pids);
    const [code] = await ended;
    assert.equal(code, 0);
    await rm(folder, { recursive: true, force: true });
  });

  it("ends with LibreOffice at a signal, also in the moment in which it has started a process and not noted it", async () => {
    for (let time = 0; time < 1_000; time += 10) await endAfter(time);
  });
});
