import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import type { Database } from "./database.ts";
import { openDatabase } from "./open-database.ts";

async function openTemporary(test: TestContext): Promise<{ database: Database; file: string }> {
  const folder = await temporaryFolder();
  const file = path.join(folder.path, "platen.db");
  const { database } = await openDatabase(file);
  const user = {};
  database.enter(user);
  test.after(async () => {
    await database.leave(user);
    await folder.remove();
  });
  return { database, file };
}

const notes = {
  add: "INSERT INTO queue (only, ready, turns) VALUES (?, 0, 0)",
  bump: "UPDATE queue SET turns = turns + 1 WHERE only = 1",
  turns: "SELECT turns FROM queue WHERE only = 1",
};

describe("Database", () => {
  it("keeps what was written beside a write that fails, and nothing of the one that failed", async (test) => {
    const { database } = await openTemporary(test);
    const { add, bump, turns } = database.prepareAll(notes);
    const bumpTwice = () => {
      bump.run();
      bump.run();
    };
    const tries = await Promise.allSettled([
      database.write("x", bumpTwice),
      database.write("x", () => {
        bump.run();
        add.run(2); // against the check of the table
      }),
      database.write("x", bumpTwice),
    ]);
    assert.deepEqual(
      tries.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.equal(turns.get()?.turns, 4);
  });

  it("waits for another process that holds the database, and lets everything else go on meanwhile", async (test) => {
    const { database, file } = await openTemporary(test);
    const { bump, turns } = database.prepareAll(notes);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const writing = database.write("x", () => bump.run());
    let turnsOfTheLoop = 0;
    const counting = setInterval(() => {
      turnsOfTheLoop += 1;
    }, 5);
    await sleep(300);
    assert.equal(turns.get()?.turns, 0);
    assert.ok(turnsOfTheLoop >= 3, `${turnsOfTheLoop} turns of the event loop`);
    other.exec("ROLLBACK");
    other.close();
    await writing;
    clearInterval(counting);
    assert.equal(turns.get()?.turns, 1);
  });

  it("gives up as unavailable when another process holds the database for too long", async (test) => {
    const { database, file } = await openTemporary(test);
    const { bump, turns } = database.prepareAll(notes);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(
      database.write("job_store_unavailable", () => bump.run()),
      (error) => isAppError(error, "job_store_unavailable") && error.kind === "unavailable",
    );
    other.exec("ROLLBACK");
    other.close();
    await database.write("x", () => bump.run());
    assert.equal(turns.get()?.turns, 1);
  });

  it("fails as unavailable once it is closed, and lets a bug be seen as a bug", async (test) => {
    const { database } = await openTemporary(test);
    const { turns } = database.prepareAll(notes);
    await assert.rejects(
      database.read("x", () => assert.fail("a bug")),
      assert.AssertionError,
    );
    const user = {};
    const closed = (await openDatabase(database.path)).database;
    closed.enter(user);
    await closed.leave(user);
    await assert.rejects(
      closed.write("job_queue_unavailable", () => turns.get()),
      (error) => isAppError(error, "job_queue_unavailable"),
    );
  });
});
