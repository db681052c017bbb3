import { testJobQueue } from "../contracts/index.ts";
import { MemoryJobQueue } from "./memory-job-queue.ts";

testJobQueue("MemoryJobQueue", async () => {
  const visibilityMs = 1_000;
  return { subject: new MemoryJobQueue({ visibilityMs }), visibilityMs, close: async () => {} };
});
