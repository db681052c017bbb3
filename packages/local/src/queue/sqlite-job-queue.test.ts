import path from "node:path";
import { testJobQueue } from "@platen/core/contracts";
import { openDatabase } from "../database/open-database.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { SqliteJobQueue } from "./sqlite-job-queue.ts";

const visibilityMs = 2_000;

testJobQueue("SqliteJobQueue", async () => {
  const folder = await temporaryFolder();
  const { database } = await openDatabase(path.join(folder.path, "platen.db"));
  return { subject: new SqliteJobQueue(database, { visibilityMs }), visibilityMs, close: folder.remove };
});
