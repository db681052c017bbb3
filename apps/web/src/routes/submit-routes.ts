import { AppError, isTerminal } from "@platen/core";
import { Type } from "typebox";
import { preferredWaitSeconds } from "../http/preferences.ts";
import { jobNotFound } from "../jobs/find-own-job.ts";
import { sendJob } from "../jobs/send-job.ts";
import { submitUpload } from "../jobs/submit-upload.ts";
import { waitForClient } from "../jobs/wait-for-client.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { isForm } from "../upload/is-form.ts";
import { receiveUpload } from "../upload/receive-upload.ts";
import { wishesSchema } from "../upload/wishes.ts";
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

  app.post("/v1/jobs", { schema, config: { form: wishesSchema } }, async (request, reply) => {
    if (!isForm(request)) throw notAForm();
    const waitSeconds = preferredWaitSeconds(request.headers.prefer);
    const { job } = await submitUpload(context, request, reply, (to) => receiveUpload(request, to));
    reply.code(202);
    if (waitSeconds === undefined) return sendJob(context, reply, job);
    reply.header("preference-applied", `wait=${waitSeconds}`);
    const latest = await waitForClient(context, request, reply, {
      job,
      waitMs: waitSeconds * 1_000,
      isEnough: isTerminal,
    });
    if (latest === undefined) throw jobNotFound();
    return sendJob(context, reply.code(isTerminal(latest) ? 200 : 202), latest);
  });
}

function notAForm(): AppError {
  const message = 'Send the document as multipart/form-data, as curl -F "file=@deck.pptx" does.';
  return new AppError("request", "unsupported_media_type", message);
}
