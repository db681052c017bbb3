import path from "node:path";
import { testJobStore } from "@platen/core/contracts";
import { openDatabase } from "../database/open-database.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { SqliteJobStore } from "./sqlite-job-store.ts";

testJobStore("SqliteJobStore", async () => {
  const folder = await temporaryFolder();
  const { database, idKey } = await openDatabase(path.join(folder.path, "platen.db"));
  return { subject: new SqliteJobStore(database, idKey), close: folder.remove };
});
