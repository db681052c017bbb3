import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { closeBackend, isAppError } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { openLocalBackend } from "./open-local-backend.ts";
import { programPath, startProgram } from "./test-support/run-program.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

async function pathsIn(test: TestContext) {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  const databasePath = path.join(folder.path, "platen.db");
  return {
    folder: folder.path,
    databasePath,
    storagePath: path.join(folder.path, "files"),
    visibilityMs: 60_000,
  };
}

/** The bytes of the database and what SQLite keeps beside it. */
async function filesOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("platen.db"));
  const contents = await Promise.all(names.map((name) => readFile(path.join(folder, name), "latin1")));
  return contents.join("\n");
}

describe("the local backend", () => {
  it("names the folder that cannot be used and the setting that leads to it", async (test) => {
    const paths = await pathsIn(test);
    await writeFile(paths.storagePath, "a file");
    await assert.rejects(openLocalBackend(paths), (error) => {
      assert.ok(isAppError(error, "storage_folder_unusable"), String(error));
      assert.ok(error.kind === "unavailable" && error.message.includes(paths.storagePath), error.message);
      assert.match(error.message, /STORAGE_PATH/);
      return true;
    });
  });

  it("leaves nothing of a dropped password in its files", async (test) => {
    const paths = await pathsIn(test);
    const secrets = { openPassword: "sesame-open-7391", ownerPassword: "sesame-owner-7391" };
    const backend = await openLocalBackend(paths);
    // Another process that stays: the last one to close the file removes the log in any case.
    const other = await openLocalBackend(paths);
    const jobs = Array.from({ length: 40 }, () =>
      newJob({ password: "sesame-source-7391", resultPasswords: secrets }),
    );
    for (const job of jobs) await backend.jobs.create(job);
    assert.match(await filesOf(paths.folder), /sesame/);
    for (const [index, job] of jobs.entries())
      if (index % 2 === 0) {
        const dropped = { ...job, password: null, resultPasswords: null, revision: job.revision + 1 };
        await backend.jobs.replace(dropped, job.revision);
      } else await backend.jobs.remove(job.id, job.revision);
    await closeBackend(backend);
    assert.doesNotMatch(await filesOf(paths.folder), /sesame/);
    await closeBackend(other);
    assert.doesNotMatch(await filesOf(paths.folder), /sesame/);
  });

  it("keeps what it acknowledged and stays whole, whenever its process is killed", {
    timeout: 120_000,
  }, async (test) => {
    const paths = await pathsIn(test);
    const said = new Map<string, string>();
    for (let kills = 0; kills < 12; kills += 1) {
      const child = startProgram("write-until-killed.ts", paths.databasePath);
      let output = "";
      child.stdout.on("data", (text) => {
        output += text;
      });
      while (output === "") await sleep(5);
      await sleep(kills * 17);
      child.kill("SIGKILL");
      await once(child, "close");
      for (const [what = "", id = ""] of output
        .split("\n")
        .slice(0, -1)
        .map((line) => line.split(" ")))
        said.set(id, what);
    }
    assert.ok(said.size > 50, `only ${said.size} jobs were written`);
    const connection = new DatabaseSync(paths.databasePath);
    assert.equal(connection.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    const messages = connection.prepare("SELECT count(*) AS count FROM messages WHERE job_id = ?");
    const jobs = connection.prepare("SELECT count(*) AS count FROM jobs WHERE id = ?");
    for (const [id, what] of said) {
      assert.equal(jobs.get(id)?.count, 1, id);
      if (what === "sent") assert.equal(messages.get(id)?.count, 1, id);
      if (what === "completed") assert.equal(messages.get(id)?.count, 0, id);
    }
    connection.close();
  });

  it("says which disk is full, keeps what it has, and goes on once there is room", {
    timeout: 60_000,
  }, async (test) => {
    const { folder } = await pathsIn(test);
    // A disk of 4 MB that only this child and its own child see, and that ends with them.
    const mountAndRun = 'mount -t tmpfs -o size=4m none "$1" && exec "$2" "$3" "$1"';
    const given = ["sh", folder, process.execPath, programPath("fill-disk.ts")];
    const namespaces = process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];
    const child = spawn("unshare", [...namespaces, "sh", "-c", mountAndRun, ...given]);
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => output.push(String(text)));
    const [code] = await once(child, "close");
    assert.equal(code, 0, output.join(""));
    assert.match(output.join(""), /recovered/);
  });

  it("may be opened several times in one process, and each closed twice", async (test) => {
    const paths = await pathsIn(test);
    const [one, two] = [await openLocalBackend(paths), await openLocalBackend(paths)];
    const waiting = two.queue.receive({ waitMs: 30_000 });
    await one.queue.send("job-1", { owner: "owner-1" });
    assert.equal((await waiting)?.jobId, "job-1");
    for (const backend of [one, two, one, two]) await closeBackend(backend);
  });
});
