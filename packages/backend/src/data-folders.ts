import { dirname, resolve } from "node:path";
import type { BackendSettings } from "./backend-settings.ts";

/** The folders of this machine where jobs and files lie, with words for each; none with a backend elsewhere. */
export function dataFoldersOf({ kind, databasePath, storagePath }: Omit<BackendSettings, "aws">) {
  if (kind !== "local") return [];
  return [
    { name: "the database's folder", path: dirname(resolve(databasePath)) },
    { name: "the stored files", path: resolve(storagePath) },
  ];
}
