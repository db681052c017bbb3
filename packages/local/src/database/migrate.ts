import type { DatabaseSync } from "node:sqlite";
import { AppError } from "@platen/core";
import { migrations } from "./migrations/index.ts";

/** "Platn" is too long for the four bytes that SQLite keeps for telling whose file it is. */
const applicationId = Buffer.from("Pltn").readInt32BE();

/**
 * Brings a database to the newest version in one transaction, whoever else opens it at the same time. Fails with
 * `unavailable` / `database_too_new` or `database_unusable`, and changes nothing, when it was written by a newer
 * Platen or by another program.
 */
export function migrate(connection: DatabaseSync, path: string, known: readonly string[] = migrations): void {
  // Where there is nothing to do, a program that starts does not wait for those that write.
  if (isOurs(connection) && versionOf(connection) === known.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    const version = versionOf(connection);
    refuseForeign(connection, path, version, known.length);
    for (const migration of known.slice(version)) connection.exec(migration);
    connection.exec(`PRAGMA user_version = ${known.length}; PRAGMA application_id = ${applicationId}`);
    connection.exec("COMMIT");
  } catch (error) {
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

function refuseForeign(connection: DatabaseSync, path: string, version: number, known: number): void {
  const isEmpty = numberFrom(connection, "SELECT count(*) FROM sqlite_schema") === 0;
  if (!isOurs(connection) && !isEmpty)
    throw new AppError(
      "unavailable",
      "database_unusable",
      `The database ${path} belongs to another program. Set DATABASE_PATH to another file.`,
    );
  if (version > known)
    throw new AppError(
      "unavailable",
      "database_too_new",
      `The database ${path} has version ${version}, and this Platen knows versions up to ${known}. ` +
        "Start the newer Platen that wrote it, or set DATABASE_PATH to another file.",
    );
}

function isOurs(connection: DatabaseSync): boolean {
  return numberFrom(connection, "PRAGMA application_id") === applicationId;
}

function versionOf(connection: DatabaseSync): number {
  return numberFrom(connection, "PRAGMA user_version");
}

function numberFrom(connection: DatabaseSync, sql: string): number {
  return Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
}
