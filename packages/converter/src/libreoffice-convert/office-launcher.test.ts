import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fakeOffice, pidsOf, untilGone } from "./fake-office.ts";

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
});
