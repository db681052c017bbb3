import assert from "node:assert/strict";
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";
import { isAppError } from "@platen/core";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { openDatabase } from "./open-database.ts";

async function freshFile(test: TestContext): Promise<string> {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  return path.join(folder.path, "platen.db");
}

async function openAndClose(file: string): Promise<Uint8Array> {
  const { database, idKey } = await openDatabase(file);
  database.enter(database);
  await database.leave(database);
  return idKey;
}

/** Refused in words that name the file and the setting that leads to it. */
async function isRefused(file: string, code: string, words: RegExp): Promise<void> {
  await assert.rejects(openDatabase(file), (error) => {
    assert.ok(isAppError(error, code), String(error));
    assert.equal(error.kind, "unavailable");
    assert.ok(error.message.includes(file), error.message);
    assert.match(error.message, words);
    return true;
  });
}

describe("openDatabase", () => {
  it("makes one key per database, and finds it again", async (test) => {
    const file = await freshFile(test);
    const key = await openAndClose(file);
    assert.equal(key.length, 32);
    assert.deepEqual(await openAndClose(file), key);
    assert.notDeepEqual(await openAndClose(`${file}2`), key);
  });

  it("gives many who open a new database at once the same one", async (test) => {
    const file = await freshFile(test);
    const keys = await Promise.all(Array.from({ length: 8 }, () => openAndClose(file)));
    assert.equal(new Set(keys.map((key) => Buffer.from(key).toString("hex"))).size, 1);
  });

  it("does not wait for a process that writes, where nothing is to be made", async (test) => {
    const file = await freshFile(test);
    const key = await openAndClose(file);
    const writer = new DatabaseSync(file);
    writer.exec("BEGIN IMMEDIATE");
    assert.deepEqual(await openAndClose(file), key);
    writer.close();
  });

  it("keeps the database, its folder and its side files for its user alone", async (test) => {
    const file = path.join(path.dirname(await freshFile(test)), "new/deep/platen.db");
    const { database } = await openDatabase(file);
    database.enter(database);
    const modes = [path.dirname(file), file, `${file}-wal`, `${file}-shm`].map(async (place) => {
      return ((await stat(place)).mode & 0o777).toString(8);
    });
    assert.deepEqual(await Promise.all(modes), ["700", "600", "600", "600"]);
    await database.leave(database);
  });

  it("refuses a database of a newer version and leaves it as it is", async (test) => {
    const file = await freshFile(test);
    await openAndClose(file);
    const connection = new DatabaseSync(file);
    connection.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    await isRefused(file, "database_too_new", /newer.*DATABASE_PATH/);
    assert.equal(connection.prepare("PRAGMA user_version").get()?.user_version, migrations.length + 1);
    connection.close();
  });

  it("refuses what is not a database, a folder, a place below a file, and another program's database", async (test) => {
    const file = await freshFile(test);
    await writeFile(
      file,
      "This is a letter and not a database, and it is long enough to be sure.".repeat(20),
    );
    await isRefused(file, "database_unusable", /not a SQLite database/);
    await isRefused(path.join(file, "platen.db"), "database_unusable", /DATABASE_PATH/);
    await mkdir(`${file}-folder`);
    await isRefused(`${file}-folder`, "database_unusable", /DATABASE_PATH/);
    const foreign = new DatabaseSync(`${file}-foreign`);
    foreign.exec("CREATE TABLE recipes (name TEXT)");
    foreign.close();
    await isRefused(`${file}-foreign`, "database_unusable", /another program.*DATABASE_PATH/);
  });
});

describe("migrate", () => {
  const first = "CREATE TABLE one (a TEXT) STRICT; INSERT INTO one VALUES ('kept')";
  const second = "CREATE TABLE two (b TEXT) STRICT; INSERT INTO two SELECT a FROM one";
  const versionOf = (connection: DatabaseSync) =>
    connection.prepare("PRAGMA user_version").get()?.user_version;

  it("applies only what is missing, in order, and nothing when all is there", () => {
    const connection = new DatabaseSync(":memory:");
    migrate(connection, "x", [first]);
    assert.equal(versionOf(connection), 1);
    migrate(connection, "x", [first, second]);
    migrate(connection, "x", [first, second]);
    assert.equal(versionOf(connection), 2);
    assert.deepEqual({ ...connection.prepare("SELECT b FROM two").get() }, { b: "kept" });
    connection.close();
  });

  it("changes nothing when a migration fails", () => {
    const connection = new DatabaseSync(":memory:");
    migrate(connection, "x", [first]);
    assert.throws(() => migrate(connection, "x", [first, `${second}; INSERT INTO nowhere VALUES (1)`]));
    assert.equal(versionOf(connection), 1);
    assert.throws(() => connection.prepare("SELECT * FROM two"));
    connection.close();
  });
});
