import { testFileStorage } from "../contracts/index.ts";
import { MemoryFileStorage } from "./memory-file-storage.ts";

testFileStorage("MemoryFileStorage", async () => ({
  subject: new MemoryFileStorage(),
  close: async () => {},
}));
