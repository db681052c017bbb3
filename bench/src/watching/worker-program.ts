/** Changes the jobs of a local database from a process of its own, until its parent leaves. */
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import type { Job } from "@platen/core";
import { changeJobs } from "./change-jobs.ts";

interface Order {
  readonly root: string;
  readonly place: { readonly databasePath: string; readonly storagePath: string };
  readonly waiting: readonly Job[];
  readonly slots: number;
  readonly takesMs: number;
}

const [order] = (await once(process, "message")) as [Order];
const { openLocalBackend } = await import(join(order.root, "packages/local/src/index.ts"));
const { jobs } = await openLocalBackend({ ...order.place, visibilityMs: 60_000 });
const leaving = new AbortController();
process.on("disconnect", () => leaving.abort());
await changeJobs(jobs, order.waiting, { ...order, signal: leaving.signal }, (change) => {
  if (process.connected) process.send?.([change]);
});
process.exit(0);
