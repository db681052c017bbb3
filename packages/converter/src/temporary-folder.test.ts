import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ownIdentity } from "@platen/process";
import { makeTemporaryFolder, removeLeftFolders } from "./temporary-folder.ts";

const ownModule = new URL("temporary-folder.ts", import.meta.url).href;

/** What a process leaves that is killed before it can tidy up. */
function leftBy(purpose: string, parent: string): string {
  const script = `
    const { makeTemporaryFolder } = await import(${JSON.stringify(ownModule)});
    console.log(await makeTemporaryFolder(${JSON.stringify(purpose)}, ${JSON.stringify(parent)}));
    process.kill(process.pid, "SIGKILL");`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return stdout.trim();
}

describe("the press's temporary folders", () => {
  // A press that starts for another test would remove in the system's folder what is to be removed here.
  let parent = "";
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "temporary-folder-"));
  });
  after(() => rm(parent, { recursive: true }));

  it("of killed processes are removed, whatever they were for", async () => {
    const left = ["press", "probe", "canary", "owner"].map((purpose) => leftBy(purpose, parent));
    assert.deepEqual(left.map(existsSync), [true, true, true, true]);
    await removeLeftFolders(parent);
    assert.deepEqual(left.map(existsSync), [false, false, false, false]);
  });

  it("of a dead process are removed, though a living one has got its number since", async () => {
    const living = await makeTemporaryFolder("press", parent);
    const { pid, birth } = ownIdentity();
    const left = living.replace(`-${pid}-${birth}-`, `-${pid}-${Number(birth) - 1}-`);
    await mkdir(left);
    await removeLeftFolders(parent);
    assert.deepEqual([left, living].map(existsSync), [false, true]);
  });

  it("lie where another user can enter, when this is root and the system's own are closed to others", () => {
    const script = `console.log((await import(${JSON.stringify(ownModule)})).temporaryParent());`;
    const asked = (folder: string) =>
      spawnSync(process.execPath, ["--input-type=module", "-e", script], {
        encoding: "utf8",
        env: { TMPDIR: folder },
      }).stdout.trim();
    const closed = join(parent, "closed");
    mkdirSync(closed, { mode: 0o700 });
    assert.equal(asked(closed), process.getuid?.() === 0 ? "/tmp" : closed);
    chmodSync(parent, 0o711);
    chmodSync(closed, 0o711);
    assert.equal(asked(closed), closed);
  });

  it("of living processes stay", async () => {
    const living = await makeTemporaryFolder("canary", parent);
    await removeLeftFolders(parent);
    assert.ok(existsSync(living));
  });
});
