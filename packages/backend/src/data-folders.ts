import { dirname, resolve } from "node:path";
import type { BackendSettings } from "./backend-settings.ts";

/** The folders of this machine where jobs and files lie, with words for each; none with a backend elsewhere. */
export function dataFoldersOf({
  BACKEND,
  DATABASE_PATH,
  STORAGE_PATH,
}: Pick<BackendSettings, "BACKEND" | "DATABASE_PATH" | "STORAGE_PATH">): { name: string; path: string }[] {
  if (BACKEND !== "local") return [];
  return [
    { name: "the database's folder", path: dirname(resolve(DATABASE_PATH)) },
    { name: "the stored files", path: resolve(STORAGE_PATH) },
  ];
}
