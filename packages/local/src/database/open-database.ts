import { randomBytes } from "node:crypto";
import { access, constants, open } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "@platen/core";
import { makeDurableFolder } from "../durable-folder.ts";
import { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { patiently } from "./patiently.ts";
import { asUnavailable } from "./sqlite-error.ts";

/** How long SQLite waits for another process by itself, on the one thread there is; `patiently` waits longer. */
const busyTimeoutMs = 20;

export interface OpenedDatabase {
  readonly database: Database;
  /** 32 random bytes that were made with the database and stay with it. */
  readonly idKey: Uint8Array;
}

/**
 * Opens the SQLite file, for its user alone, and makes it, its folder and its tables where they are missing. Any
 * number of processes of one machine may have it open. Fails with `unavailable` / `database_unusable` or
 * `database_too_new`.
 */
export async function openDatabase(databasePath: string): Promise<OpenedDatabase> {
  const file = path.resolve(databasePath);
  await prepareFile(file);
  try {
    return await patiently(() => openFile(file));
  } catch (error) {
    throw asUnavailable(error, "database_unusable", file);
  }
}

/** SQLite gives its side files the mode of the main file, so that one is made here. */
async function prepareFile(file: string): Promise<void> {
  const folder = path.dirname(file);
  try {
    await makeDurableFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
    await (await open(file, constants.O_RDWR | constants.O_CREAT, 0o600)).close();
  } catch (error) {
    const message =
      `The database ${file} cannot be opened or made (${(error as NodeJS.ErrnoException).code}). ` +
      "It must be a file in a folder that this user may write. Correct that, or set DATABASE_PATH to another file.";
    throw new AppError("unavailable", "database_unusable", message, error);
  }
}

function openFile(file: string): OpenedDatabase {
  const connection = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    const { journal_mode: mode } = connection.prepare("PRAGMA journal_mode = WAL").get() ?? {};
    if (mode !== "wal") throw cannotShare(file);
    connection.exec("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
    // What was dropped, such as a password, is overwritten.
    connection.exec("PRAGMA secure_delete = ON");
    migrate(connection, file);
    return { database: new Database(connection, file), idKey: idKeyOf(connection) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function cannotShare(file: string): AppError {
  const message = `The database ${file} lies on a file system that several processes cannot share. Set DATABASE_PATH to a file on a local disk.`;
  return new AppError("unavailable", "database_unusable", message);
}

function idKeyOf(connection: DatabaseSync): Uint8Array {
  const find = connection.prepare("SELECT id_key FROM installation WHERE only = 1");
  const known = find.get();
  if (known !== undefined) return known.id_key as Uint8Array;
  connection
    .prepare("INSERT INTO installation (only, id_key) VALUES (1, ?) ON CONFLICT DO NOTHING")
    .run(randomBytes(32));
  return find.get()?.id_key as Uint8Array;
}
