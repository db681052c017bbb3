import { AppError, cancelJob, isTerminal, type Job, resultMediaTypes, tidyOptions } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { filenameOf } from "../http/content-disposition.ts";
import { preferredWaitSeconds } from "../http/preferences.ts";
import { jobNotFound } from "../jobs/find-own-job.ts";
import { sendWholeResult } from "../jobs/send-result.ts";
import { waitForClient } from "../jobs/wait-for-client.ts";
import { nameByType } from "../submit/name-by-type.ts";
import { receive, type UploadHead } from "../submit/receive.ts";
import { documentForm, requestOptionsSchema } from "../submit/request-options.ts";
import { submit } from "../submit/submit.ts";
import { isForm } from "../submit/upload-limits.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const {
  password: _password,
  openPassword: _openPassword,
  ownerPassword: _ownerPassword,
  callbackUrl: _callbackUrl,
  callbackSecret: _callbackSecret,
  deliverTo: _deliverTo,
  format,
  ...options
} = requestOptionsSchema.properties;

/** Everything but passwords and what may hold secrets, which have no place in an address. */
const convertQuery = Type.Unsafe<Record<string, unknown> & { to?: string; filename?: string }>({
  type: "object",
  additionalProperties: false,
  properties: {
    to: format,
    filename: {
      type: "string",
      maxLength: 1_000,
      description: "The document's name, where the body is the document.",
    },
    ...options,
  },
});

/** One shot: a document in, the file out, by a job like every other. */
export function convertRoutes(app: WebApp, context: WebContext): void {
  // Whatever is not a form is the document itself, read by nobody but the upload.
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  const schema = { summary: "Convert and wait for the file", tags: ["one shot"], querystring: convertQuery };
  const config = { form: documentForm, answers: resultMediaTypes };

  const preValidation = async (request: FastifyRequest) => {
    request.query = tidyOptions(request.query as Record<string, unknown>);
  };

  app.post("/v1/convert", { schema, config, preValidation }, (request, reply) =>
    context.waits.during(request, () => convert(context, request, reply)),
  );
}

async function convert(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const received = await receive(context, request, reply, headOf(request));
  const { outcome, job } = await submit(context, request, reply, received);
  const wanted = preferredWaitSeconds(request.headers.prefer) ?? Number.POSITIVE_INFINITY;
  const waitMs = Math.min(wanted * 1_000, context.values.convertWaitMs);
  const ended = await waitForClient(context, request, reply, { job, waitMs, isEnough: isTerminal });
  if (ended === undefined) throw jobNotFound();
  if (reply.raw.destroyed && outcome === "created") await cancelJob(context.backend.jobs, job.id, context);
  return answer(context, ended, reply);
}

function headOf(request: FastifyRequest): UploadHead {
  const { to: target, filename, ...options } = request.query as { to?: string; filename?: string };
  const given = { ...options, ...(target !== undefined && { format: target }) };
  return isForm(request) ? { given } : { given, filename: nameOfBody(request, filename) };
}

function nameOfBody({ headers }: FastifyRequest, filename: string | undefined): string {
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
    const message = 'Send the document as the body, or as a form, as curl -F "file=@deck.pptx" does.';
    throw new AppError("request", "length_required", message);
  }
  const name = filename ?? filenameOf(headers["content-disposition"]);
  return nameByType(name ?? "", headers["content-type"]);
}

function answer(context: WebContext, job: Job, reply: FastifyReply): Promise<FastifyReply> {
  if (job.status === "succeeded") return sendWholeResult(context, job, reply);
  if (job.error !== null && isTerminal(job))
    throw new AppError("document", job.error.code, job.error.message);
  reply.header("retry-after", 1);
  const message = "The conversion goes on. Ask at the address in Location, and take the result there.";
  throw new AppError("unavailable", "conversion_unfinished", message);
}
