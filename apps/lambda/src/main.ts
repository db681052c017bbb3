import { hostname } from "node:os";
import {
  backendSettings,
  jobPolicyOf,
  openBackend,
  openEventDeliveries,
  policySettings,
} from "@platen/backend";
import { converterSettings, machineMemory, openConverter } from "@platen/converter";
import { systemClock } from "@platen/core";
import { logSettings, openLog, readSettings } from "@platen/program";
import { openWorkFolder, planCapacity, workerSettings } from "@platen/worker";
import { type FunctionParts, handleEvent } from "./handle-event.ts";
import { RuntimeApi } from "./runtime-api.ts";

/** Time to give a job back before Lambda stops the function. */
const giveBackMs = 5_000;

const runtime = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API ?? "");
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());

async function open(): Promise<FunctionParts & { close(): Promise<void> }> {
  const { WORK_PATH, LOOK_INTERVAL_MS } = workerSettings;
  const properties = {
    WORK_PATH,
    LOOK_INTERVAL_MS,
    ...converterSettings,
    ...logSettings,
    ...backendSettings,
    ...policySettings,
  };
  const settings = readSettings(properties, process.env);
  const log = await openLog(settings.LOG_LEVEL, false);
  const policy = jobPolicyOf(settings);
  const backend = await openBackend(settings, { visibilityMs: policy.leaseMs });
  const workFolder = await openWorkFolder(settings.WORK_PATH);
  const { maxMemoryBytes } = planCapacity(
    { slots: 1, maxMemoryBytes: settings.MAX_MEMORY_BYTES },
    { processors: 1, memoryBytes: await machineMemory() },
  );
  const converter = await openConverter(
    { ...settings, MAX_MEMORY_BYTES: maxMemoryBytes },
    { workFolder: workFolder.path },
  );
  log.info(converter.describe(), "engine");
  return {
    worker: {
      name: `lambda-${hostname()}`,
      backend,
      converter,
      policy,
      clock: systemClock,
      workFolder: workFolder.path,
      lookEveryMs: settings.LOOK_INTERVAL_MS,
    },
    deliveries: await openEventDeliveries(settings),
    log,
    close: async () => {
      await converter.close();
      await workFolder.remove();
    },
  };
}

const parts = await open().catch(async (error) => {
  await runtime.failToStart(error);
  throw error;
});
while (!stopping.signal.aborted) {
  const invocation = await runtime.next(stopping.signal).catch((error) => {
    if (stopping.signal.aborted) return undefined;
    throw error;
  });
  if (invocation === undefined) break;
  const endsInMs = Math.max(1, invocation.deadlineAt - Date.now() - giveBackMs);
  const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(endsInMs)]);
  try {
    await runtime.respond(invocation.requestId, await handleEvent(parts, invocation.event, signal));
  } catch (error) {
    await runtime.fail(invocation.requestId, error);
  }
}
await parts.close();
process.exit(0);
