import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, it, type TestContext } from "node:test";
import { isAppError } from "@platen/core";
import { testFileStorage } from "@platen/core/contracts";
import { runProgram, startProgram } from "../test-support/run-program.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { openFileStorage } from "./open-file-storage.ts";

testFileStorage("DiskFileStorage", async () => {
  const folder = await temporaryFolder();
  return { subject: await openFileStorage(path.join(folder.path, "files")), close: folder.remove };
});

async function open(test: TestContext) {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  const root = path.join(folder.path, "files");
  return { files: await openFileStorage(root), root, outside: path.join(folder.path, "outside") };
}

const streamOf = (text: string) => Readable.from([Buffer.from(text)]);
const isUnavailable = (error: unknown) =>
  isAppError(error, "file_storage_unavailable") && error.kind === "unavailable";

describe("DiskFileStorage", () => {
  it("lies open to its user alone", async (test) => {
    const { files, root } = await open(test);
    await files.write("sources/job/file", streamOf("x"));
    const modeOf = async (place: string) => ((await stat(path.join(root, place))).mode & 0o777).toString(8);
    const modes = await Promise.all(
      [".", "~incoming", "sources", "sources/job", "sources/job/file"].map(modeOf),
    );
    assert.deepEqual(modes, ["700", "700", "700", "700", "600"]);
  });

  it("follows no link to a folder: reads, lists and removes nothing behind it, and refuses to write", async (test) => {
    const { files, root, outside } = await open(test);
    await mkdir(path.join(outside, "job"), { recursive: true });
    await writeFile(path.join(outside, "job/secret"), "secret");
    await symlink(outside, path.join(root, "sources"));
    await mkdir(path.join(root, "results"));
    await symlink(outside, path.join(root, "results/linked"));
    assert.equal(await files.read("sources/job/secret"), undefined);
    assert.deepEqual(await Array.fromAsync(files.list("sources", Infinity)), []);
    assert.deepEqual(await Array.fromAsync(files.list("sources/job", Infinity)), []);
    assert.deepEqual(await Array.fromAsync(files.list("results", Infinity)), []);
    await assert.rejects(files.write("sources/job/new", streamOf("x")), isUnavailable);
    await files.remove("sources/job");
    await files.remove("results");
    await files.remove("sources");
    assert.deepEqual(await readdir(path.join(outside, "job")), ["secret"]);
    assert.deepEqual(await readdir(root), ["~incoming"]);
  });

  it("follows no link to a file, and replaces it when the key is stored", async (test) => {
    const { files, root, outside } = await open(test);
    await writeFile(outside, "secret");
    await files.write("sources/other", streamOf("y"));
    await symlink(outside, path.join(root, "sources/linked"));
    assert.equal(await files.read("sources/linked"), undefined);
    await assert.rejects(files.write("sources/linked", streamOf("x"), { ifAbsent: true }), (error) =>
      isAppError(error, "file_exists"),
    );
    await files.write("sources/linked", streamOf("x"));
    assert.equal(await readFile(outside, "utf8"), "secret");
    assert.equal(await readFile(path.join(root, "sources/linked"), "utf8"), "x");
  });

  it("reads no pipe, and does not wait for one", async (test) => {
    const { files, root } = await open(test);
    await files.write("sources/file", streamOf("x"));
    execFileSync("mkfifo", [path.join(root, "sources/pipe")]);
    assert.equal(await files.read("sources/pipe"), undefined);
  });

  it("loses no file that is stored while the folder above is removed", async (test) => {
    const { files } = await open(test);
    for (let round = 0; round < 40; round += 1) {
      await files.write("jobs/1/old", streamOf("old"));
      await Promise.all([files.remove("jobs/1/old"), files.write("jobs/1/new", streamOf("new"))]);
      assert.equal((await files.read("jobs/1/new"))?.totalBytes, 3);
      await files.remove("jobs");
    }
  });

  it("leaves no empty folder behind", async (test) => {
    const { files, root } = await open(test);
    await files.write("results/job/attempt-1/result.pdf", streamOf("x"));
    await files.write("results/other/file", streamOf("x"));
    await files.remove("results/job/attempt-1/result.pdf");
    assert.deepEqual(await readdir(path.join(root, "results")), ["other"]);
    await files.remove("results/other");
    assert.deepEqual(await readdir(root), ["~incoming"]);
  });

  it("removes what a killed process left half-written, and not what a living one writes", async (test) => {
    const { files, root } = await open(test);
    const incoming = () => readdir(path.join(root, "~incoming"));
    const child = startProgram("write-half-a-file.ts", root);
    await once(child.stdout, "data");
    await openFileStorage(root);
    assert.equal((await incoming()).length, 1);
    child.kill("SIGKILL");
    await once(child, "close");
    assert.equal((await incoming()).length, 1);
    assert.equal(await files.read("sources/job/half"), undefined);
    await openFileStorage(root);
    assert.deepEqual(await incoming(), []);
  });

  it("removes what a process that it cannot see left for more than an hour, and nothing younger", async (test) => {
    const { root } = await open(test);
    const [old, young] = ["othermachine.1.1.old", "othermachine.1.1.young"].map((name) =>
      path.join(root, "~incoming", name),
    );
    for (const file of [old, young]) await writeFile(file ?? "", "half");
    await utimes(old ?? "", new Date(), new Date(Date.now() - 2 * 3_600_000));
    await openFileStorage(root);
    assert.deepEqual(await readdir(path.join(root, "~incoming")), ["othermachine.1.1.young"]);
  });

  it("fails while a file is read that became shorter, instead of ending early", async (test) => {
    const { files, root } = await open(test);
    await files.write("sources/long", Readable.from([Buffer.alloc(300_000)]));
    const stored = await files.read("sources/long");
    await truncate(path.join(root, "sources/long"), 100_000);
    await assert.rejects(async () => stored?.stream.toArray());
  });

  it("needs no more memory for a large file than for a small one", { timeout: 120_000 }, async (test) => {
    const { root } = await open(test);
    const [peak = ""] = await runProgram("store-large-file.ts", root, "400");
    assert.ok(Number(peak) < 60, `${peak} MB more for a file of 400 MB`);
  });
});
