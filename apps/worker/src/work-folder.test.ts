import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { ownIdentity } from "@platen/process";
import { openWorkFolder } from "./work-folder.ts";

describe("the work folder", () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "platen-test-"));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("is made with its parents, is the worker's own, and is gone afterwards", async () => {
    const folder = await openWorkFolder(join(parent, "deep", "work"));
    await writeFile(join(folder.path, "a"), "a");
    await folder.remove();
    assert.deepEqual(await readdir(join(parent, "deep", "work")), []);
  });

  it("fails in words when it cannot be made", async () => {
    await writeFile(join(parent, "file"), "");
    await assert.rejects(openWorkFolder(join(parent, "file", "work")), (error) => {
      assert.ok(isAppError(error, "work_folder_unusable"));
      assert.match(error.message, /file\/work cannot be written \(ENOTDIR\)\. Set WORK_PATH/);
      return true;
    });
  });

  it("takes away what dead workers left, and nothing else", async () => {
    const { scope, pid, birth } = ownIdentity();
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    const folder = await openWorkFolder(parent);
    const kept = ["notes", `worker-${scope}`, `worker-00000000-${dead}-1`];
    const stale = [`worker-${scope}-${dead}-1`, `worker-${scope}-${pid}-${Number(birth) + 1}`];
    for (const name of [...kept, ...stale]) await mkdir(join(parent, name, "job-a"), { recursive: true });
    assert.equal(await folder.removeStale(), 2);
    assert.deepEqual((await readdir(parent)).toSorted(), [...kept, folder.path.split("/").at(-1)].toSorted());
  });

  it("takes away the folder of a worker elsewhere that has not touched it for a day", async () => {
    const folder = await openWorkFolder(parent);
    const elsewhere = join(parent, "worker-00000000-1-1");
    await mkdir(elsewhere);
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    await utimes(elsewhere, longAgo, longAgo);
    await utimes(folder.path, longAgo, longAgo);
    assert.equal(await folder.removeStale(), 1);
    assert.ok(!existsSync(elsewhere));
    assert.ok(existsSync(folder.path));
  });
});
