import { isTerminal, type Submitted } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { preferredWaitSeconds } from "../http/preferences.ts";
import { jobNotFound } from "../jobs/find-own-job.ts";
import { sendJob } from "../jobs/send-job.ts";
import { waitForClient } from "../jobs/wait-for-client.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { notAForm, receive } from "../submit/receive.ts";
import {
  documentForm,
  fetchedSubmissionSchema,
  jsonSubmissionOf,
  storedSubmissionSchema,
} from "../submit/request-options.ts";
import { submit, submitFetched, submitStored } from "../submit/submit.ts";
import { isForm } from "../submit/upload-limits.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

/** Documents come in as jobs here. */
export function submitRoutes(app: WebApp, context: WebContext): void {
  const schema = {
    summary: "Upload a document and have it converted",
    tags: ["jobs"],
    headers: Type.Object({
      "idempotency-key": Type.Optional(
        Type.String({ description: "The same key, the same job, however often." }),
      ),
      prefer: Type.Optional(
        Type.String({ description: "wait=N: answer when the job has ended, after N seconds at most." }),
      ),
    }),
    response: { 200: jobSchema, 202: jobSchema },
  };

  app.post(
    "/v1/jobs",
    {
      schema,
      config: { form: documentForm, json: { oneOf: [storedSubmissionSchema, fetchedSubmissionSchema] } },
    },
    async (request, reply) => {
      const waitSeconds = preferredWaitSeconds(request.headers.prefer);
      if (waitSeconds !== undefined)
        return context.waits.during(request, () => submitAndWait(context, request, reply, waitSeconds));
      const { job } = await takeDocument(context, request, reply);
      return sendJob(context, reply.code(202), job);
    },
  );
}

async function submitAndWait(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  waitSeconds: number,
): Promise<FastifyReply> {
  const { job } = await takeDocument(context, request, reply);
  reply.header("preference-applied", `wait=${waitSeconds}`);
  const waiting = { job, waitMs: waitSeconds * 1_000, isEnough: isTerminal };
  const latest = await waitForClient(context, request, reply, waiting);
  if (latest === undefined) throw jobNotFound();
  return sendJob(context, reply.code(isTerminal(latest) ? 200 : 202), latest);
}

/** The document comes along in a form, or JSON names it: one that was uploaded before, or its address. */
async function takeDocument(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Submitted> {
  if (isForm(request)) return submit(context, request, reply, await receive(context, request, reply));
  if (typeof request.body !== "object" || request.body === null) throw notAForm();
  const submission = jsonSubmissionOf(request);
  if ("url" in submission) return submitFetched(context, request, reply, submission);
  return submitStored(context, request, reply, submission);
}
