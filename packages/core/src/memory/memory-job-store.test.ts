import { testJobStore } from "../contracts/index.ts";
import { MemoryJobStore } from "./memory-job-store.ts";

testJobStore("MemoryJobStore", async () => ({ subject: new MemoryJobStore(), close: async () => {} }));
