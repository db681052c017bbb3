import type { Backend } from "@platen/core";
import { openDatabase } from "./database/open-database.ts";
import { openFileStorage } from "./files/open-file-storage.ts";
import { SqliteJobStore } from "./jobs/sqlite-job-store.ts";
import { SqliteJobQueue } from "./queue/sqlite-job-queue.ts";

export interface LocalBackendOptions {
  /** The SQLite file; beside it SQLite keeps two more. */
  readonly databasePath: string;
  readonly storagePath: string;
  /** How long a received message is hidden. */
  readonly visibilityMs: number;
}

/**
 * Opens, or makes, one SQLite file and one folder, which any number of processes of this machine may share. Fails
 * with `unavailable` and a message that names the path and what to do. Close it with `closeBackend`.
 */
export async function openLocalBackend(options: LocalBackendOptions): Promise<Backend> {
  const files = await openFileStorage(options.storagePath);
  const { database, idKey } = await openDatabase(options.databasePath);
  return {
    jobs: new SqliteJobStore(database, idKey),
    queue: new SqliteJobQueue(database, { visibilityMs: options.visibilityMs }),
    files,
    idKey,
  };
}
