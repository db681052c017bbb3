import { AppError, rejectSubmission, uploadsOf } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { asAppError, problemOf } from "../../problems/problem-of-error.ts";
import { jobIdOf } from "../../submit/receive.ts";
import { startTelling, submit } from "../../submit/submit.ts";
import type { WebContext } from "../../web-context.ts";
import { sentenceFor } from "../answers/answer-errors.ts";
import { type Receiving, receiveForm } from "./receive-form.ts";

/** What is wrong with a form, and not with the request that brought it: the webhook hears of it, as from Gotenberg. */
const toldLater: ReadonlySet<string> = new Set([
  ...["invalid_value", "unsupported_format", "unsupported_target", "source_empty"],
]);

/** Answered as soon as the form is there: whatever comes of it, good or bad, goes to the webhook. */
export async function answerWebhook(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  receiving: Receiving,
): Promise<FastifyReply> {
  try {
    const received = await receiveForm(context, request, reply, receiving);
    if (receiving.route.shows !== undefined) {
      for (const { key } of uploadsOf(received)) await context.backend.files.remove(key);
      throw noFileToSend();
    }
    await submit(context, request, reply, received);
  } catch (error) {
    const { code, detail } = problemOf(asAppError(error), "", request.id);
    if (!toldLater.has(code)) throw error;
    context.metrics.countProblem(code);
    const { callbacks } = receiving;
    const failure = { code, message: sentenceFor(code, detail), retryable: false };
    const rejected = { jobId: jobIdOf(context, request), owner: request.owner, filename: "form", callbacks };
    startTelling(context, await rejectSubmission(context.backend, rejected, failure, context));
  }
  return reply.code(204).send();
}

function noFileToSend(): AppError {
  const message = "This address gives no file that a webhook could get. Leave out Gotenberg-Webhook-Url.";
  return new AppError("request", "invalid_value", message);
}
