import { backendSettings, openBackend, openEventDeliveries, policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { defaultJobPolicy } from "@platen/core";
import { outboundSettings } from "@platen/outbound";
import { logSettings, openLog, readSettings } from "@platen/program";
import { openWorkerParts, workerSettings } from "@platen/worker";
import { type FunctionParts, handleEvent } from "./handle-event.ts";
import { RuntimeApi } from "./runtime-api.ts";

/** Time to give a job back before Lambda stops the function. */
const giveBackMs = 5_000;

const declarations = {
  worker: workerSettings,
  converter: converterSettings,
  backend: backendSettings,
  policy: policySettings,
  outbound: outboundSettings,
  log: logSettings,
};

const runtime = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API ?? "");
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());

async function open(): Promise<FunctionParts & { close(): Promise<void> }> {
  const settings = readSettings(declarations, process.env);
  const log = await openLog(settings.log.level, false);
  const policy = { ...defaultJobPolicy, ...settings.policy };
  const backend = await openBackend(settings.backend, { visibilityMs: policy.leaseMs });
  // Lambda hands over one message at a time.
  const oneSlot = { ...settings, worker: { ...settings.worker, slots: 1 } };
  const { worker, close } = await openWorkerParts(oneSlot, { backend, policy, log });
  return { worker, deliveries: await openEventDeliveries(settings.backend), log, close };
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
