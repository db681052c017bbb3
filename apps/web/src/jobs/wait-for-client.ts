import type { Job } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientGone } from "../http/client-gone.ts";
import { withoutIdleTimeout } from "../http/without-idle-timeout.ts";
import type { WebContext } from "../web-context.ts";
import { waitForJob } from "./wait-for-job.ts";

/** Waits as `waitForJob` does, until the client leaves or the app stops. */
export function waitForClient(
  { watches, values, stopping }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { job, waitMs, isEnough }: { job: Job; waitMs: number; isEnough: (job: Job) => boolean },
): Promise<Job | undefined> {
  const signal = AbortSignal.any([stopping, clientGone(reply)]);
  const waiting = { watches, waitMs, signal };
  return withoutIdleTimeout(request, values.idleTimeoutMs, () => waitForJob(waiting, job, isEnough));
}
