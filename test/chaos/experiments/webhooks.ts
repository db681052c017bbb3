import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "@platen/core";
import { type Experiment, type Finding, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import type { Installation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";
import { retryWhileUnavailable } from "../retry-while-unavailable.ts";
import { type Message, WebhookReceivers } from "../webhook-receivers.ts";

const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

/** Every job's end must be told, however its receiver behaves and whoever dies while telling. */
export const webhooks: Experiment = {
  name: "webhooks",
  description:
    "Three receivers refuse, ignore and cut off two thirds of what they are told, and die for a while, as workers are killed with SIGKILL.",
  backends: ["local", "aws"],
  full: { jobs: 1_000, faults: 100 },
  reduced: { jobs: 24, faults: 3 },
  protection: "the further attempts: each callback has one",
  run: async ({ installation: given, random, scale, unprotected }) => {
    // Only a kill or a receiver may cost an attempt, also on a busy machine.
    const callbackClaimMs = 6_000;
    const pauses = { callbackBaseMs: 200, callbackCapMs: 1_000, ...(unprotected && { callbackRetryMs: 0 }) };
    const policy = { ...given.policy, leaseMs: 6_000, callbackClaimMs, ...pauses };
    const installation = { ...given, policy };
    const receivers = await WebhookReceivers.start(3, secret, random);
    const fleet = new Fleet(installation, 3, { slots: 2 });
    try {
      const ids: string[] = [];
      const submitting = (async () => {
        for (let count = 0; count < scale.jobs; count += 1) {
          const target = { kind: "webhook", url: receivers.urlOf(count), secret } as const;
          const content = `job ${count} platen-takes=20`;
          ids.push((await submitWithRetry(installation, { content, callbacks: [target] })).id);
          await sleep((1_250 * scale.faults) / scale.jobs);
        }
      })();
      let kills = 0;
      let absences = 0;
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(500, 1_500));
        await fleet.killAndReplace(random.pick(fleet.workers));
        if (kills % 4 !== 0) continue;
        await receivers.dieForAWhile(random.between(100, 1_000));
        absences += 1;
      }
      await submitting;
      const audit = await auditJobs(installation, ids, 300_000);
      await sleep(unprotected ? 0 : 2_000);
      receivers.isKind = true;
      const jobs = await whenTold(installation, audit.jobs, 300_000);
      const { messages } = receivers;
      const counts = Object.groupBy(messages, ({ treatment }) => treatment);
      return {
        figures: {
          ...{ jobs: ids.length, kills, absences, messages: messages.length },
          ...Object.fromEntries(Object.entries(counts).map(([name, some]) => [name, some?.length ?? 0])),
        },
        findings: [...nothingLost(audit), ...allTold(jobs, messages)],
      };
    } finally {
      await fleet.close();
      await receivers.close();
    }
  },
};

/** The jobs when none is left that is still to be told of, or when the time is over. */
async function whenTold(
  { backend }: Installation,
  jobs: readonly Job[],
  timeoutMs: number,
): Promise<readonly Job[]> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const found: Job[] = [];
    for (const { id } of jobs) {
      const job = await retryWhileUnavailable(() => backend.jobs.find(id));
      if (job !== undefined) found.push(job);
    }
    const isLeft = found.some(({ callbacks = [] }) => callbacks.some(({ state }) => state === "sending"));
    if (!isLeft || Date.now() > giveUpAt) return found;
    await sleep(500);
  }
}

function allTold(jobs: readonly Job[], messages: readonly Message[]): Finding[] {
  const taken = messages.filter(({ treatment }) => treatment.startsWith("taken"));
  const told = new Map(taken.map((message) => [message.jobId, message]));
  const untold = jobs.filter(({ id, status }) => told.get(id)?.status !== status).length;
  const undelivered = jobs.filter(({ callbacks = [] }) => callbacks[0]?.state !== "delivered").length;
  const unsigned = messages.filter(({ isSigned }) => !isSigned).length;
  const idsOfJobs = new Set(messages.map(({ id, jobId }) => `${id} ${jobId}`)).size;
  const ids = new Set(messages.map(({ id }) => id)).size;
  const toldJobs = new Set(messages.map(({ jobId }) => jobId)).size;
  return [
    finding("every end of a job is told", untold === 0, `${untold} of ${jobs.length} not`),
    finding("every callback knows that it was delivered", undelivered === 0, `${undelivered} not`),
    finding("every message is signed", unsigned === 0, `${unsigned} not`),
    finding("a message keeps its id", ids === idsOfJobs && ids === toldJobs, `${ids} ids, ${toldJobs} jobs`),
    finding(
      "attempts come in their order",
      outOfOrder(messages) === 0,
      `${outOfOrder(messages)} out of order`,
    ),
  ];
}

/** Messages that came after one of the same id that was sent later. */
function outOfOrder(messages: readonly Message[]): number {
  const latest = new Map<string, number>();
  let count = 0;
  for (const { id, sentAtSeconds } of messages) {
    if (sentAtSeconds < (latest.get(id) ?? 0)) count += 1;
    latest.set(id, Math.max(sentAtSeconds, latest.get(id) ?? 0));
  }
  return count;
}
