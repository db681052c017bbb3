import { AppError, cancelJob, isTerminal, type Job } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { jobNotFound } from "../jobs/find-own-job.ts";
import { sendWholeResult } from "../jobs/send-result.ts";
import { waitForClient } from "../jobs/wait-for-client.ts";
import { submit } from "../submit/submit.ts";
import type { WebContext } from "../web-context.ts";
import { outputNameOf, wantedNameOf } from "./answers/output-name.ts";
import { showFacts } from "./answers/show-facts.ts";
import { answerWebhook } from "./form/answer-webhook.ts";
import { receiveForm } from "./form/receive-form.ts";
import { webhookTargetsOf } from "./form/webhook-headers.ts";
import type { FormRoute } from "./form-route.ts";

/**
 * A form in, its output out, by one job like every other. A client that leaves gives its job up; one with a webhook is answered
 * at once.
 */
export async function convertForm(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  route: FormRoute,
): Promise<FastifyReply> {
  const wanted = wantedNameOf(request);
  const callbacks = webhookTargetsOf(context, request, reply);
  if (callbacks.length > 0) return answerWebhook(context, request, reply, { route, callbacks });
  const received = await receiveForm(context, request, reply, { route, callbacks });
  const { outcome, job } = await submit(context, request, reply, received);
  const waitMs = context.values.gotenbergWaitMs;
  const ended = await waitForClient(context, request, reply, { job, waitMs, isEnough: isTerminal });
  if (ended === undefined) throw jobNotFound();
  const isOver = isTerminal(ended);
  // Nobody would ask for it: Gotenberg's clients know no jobs. Only a server that stops lets it go on.
  const isGivenUp = reply.raw.destroyed || (!isOver && !context.stopping.aborted);
  if (isGivenUp && !isOver && outcome === "created") await cancelJob(context.backend.jobs, job.id, context);
  if (!isOver) throw unfinished(context);
  if (ended.result === null) throw failureOf(ended);
  if (route.shows !== undefined) return showFacts(context, ended, reply, route.shows);
  const filename = outputNameOf(wanted, route, ended, ended.result);
  return sendWholeResult(context, ended, reply, filename);
}

function failureOf({ error }: Job): AppError {
  const message = "The job ended without a result.";
  return new AppError("document", error?.code ?? "job_failed", error?.message ?? message);
}

function unfinished({ stopping }: WebContext): AppError {
  const code = stopping.aborted ? "server_stopping" : "conversion_unfinished";
  return new AppError("unavailable", code, "The conversion did not end in time.");
}
