import { backendSettings, openBackend } from "@platen/backend";
import { readSettings } from "@platen/program";
import { shortPolicy } from "./installation.ts";
import { submit } from "./load.ts";

/** Submits jobs in a loop and prints each id only after it is acknowledged. */
const { backend: settings } = readSettings({ backend: backendSettings }, process.env);
const backend = await openBackend(settings, { visibilityMs: shortPolicy.leaseMs });
const content = `platen-takes=1 ${"filling ".repeat(200)}`;
for (const endAt = Date.now() + Number(process.argv[2]); Date.now() < endAt; ) {
  const job = await submit({ backend, policy: shortPolicy }, { content });
  process.stdout.write(`${job.id}\n`);
}
