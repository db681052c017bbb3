import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { describe, it } from "node:test";
import { makeTemporaryFolder, removeLeftFolders } from "./temporary-folder.ts";

const ownModule = new URL("temporary-folder.ts", import.meta.url).href;

/** What a process leaves that is killed before it can tidy up. */
function leftBy(purpose: string): string {
  const script = `
    const { makeTemporaryFolder } = await import(${JSON.stringify(ownModule)});
    console.log(await makeTemporaryFolder(${JSON.stringify(purpose)}));
    process.kill(process.pid, "SIGKILL");`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return stdout.trim();
}

describe("the press's temporary folders", () => {
  it("of killed processes are removed, whatever they were for", async () => {
    const left = ["press", "probe", "canary", "owner"].map(leftBy);
    assert.deepEqual(left.map(existsSync), [true, true, true, true]);
    await removeLeftFolders();
    assert.deepEqual(left.map(existsSync), [false, false, false, false]);
  });

  it("of living processes stay", async () => {
    const own = await makeTemporaryFolder("canary");
    await removeLeftFolders();
    assert.ok(existsSync(own));
    await rm(own, { recursive: true });
  });
});
