import path from "node:path";
import { testFileStorage } from "@platen/core/contracts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { openFileStorage } from "./open-file-storage.ts";

testFileStorage("DiskFileStorage", async () => {
  const folder = await temporaryFolder();
  return { subject: await openFileStorage(path.join(folder.path, "files")), close: folder.remove };
});
