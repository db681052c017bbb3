import { randomBytes } from "node:crypto";
import { uploadKeyOf } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { receivePermitted } from "../submit/receive.ts";
import { refuseBeyondQuota } from "../submit/refuse-beyond-quota.ts";
import { jobIdOfUpload } from "../submit/submit.ts";
import { readPermit, signPermit, type UploadPermit } from "../submit/upload-permit.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

/** An upload must begin within this time; how long it then takes is another matter. */
const formLastsMs = 3_600_000;

const offerSchema = Type.Object({
  uploadId: Type.String({ description: "For POST /v1/jobs, once the file is there." }),
  url: Type.String({
    description: "Where to send a form with the fields and then the file, as the field file.",
  }),
  fields: Type.Record(Type.String(), Type.String()),
  maxBytes: Type.Integer(),
  expiresAt: Type.String({ format: "date-time" }),
});

/** Large files come in here: straight into the storage where it has addresses of its own, else by this server. */
export function uploadRoutes(app: WebApp, context: WebContext): void {
  const { backend, clock, values } = context;
  const { maxUploadBytes: maxBytes } = values;

  const offering = {
    summary: "Where to send a large file",
    tags: ["uploads"],
    response: { 201: offerSchema },
  };
  app.post("/v1/uploads", { schema: offering }, async (request, reply) => {
    await refuseBeyondQuota(context, reply, { owner: request.owner, bytes: 0 });
    const uploadId = randomBytes(16).toString("base64url");
    const jobId = jobIdOfUpload(context, request.owner, uploadId);
    const expiresAt = clock.now() + formLastsMs;
    const permit = signPermit(backend.idKey, { jobId, expiresAt });
    const own = { url: `${request.basePath}/v1/uploads/form?permit=${permit}`, fields: {} };
    const { url, fields } =
      (await backend.files.form(uploadKeyOf(jobId), { maxBytes, expiresInMs: formLastsMs })) ?? own;
    reply.code(201).header("cache-control", "no-store");
    return { uploadId, url, fields, maxBytes, expiresAt: new Date(expiresAt).toISOString() };
  });

  const taking = {
    summary: "Takes a file by the form that /v1/uploads gave",
    tags: ["uploads"],
    querystring: Type.Object({ permit: Type.String({ description: "As it is in the url of the form." }) }),
    response: { 204: Type.Null() },
  };
  app.post(
    "/v1/uploads/form",
    {
      schema: taking,
      config: { form: { properties: {} }, isByPermit: true },
      // Before anything of the body is read.
      preParsing: async (request) => void permitOf(context, request),
    },
    async (request, reply) => {
      await receivePermitted(context, request, permitOf(context, request).jobId);
      return reply.code(204).send(null);
    },
  );
}

function permitOf({ backend, clock }: WebContext, { query }: FastifyRequest): UploadPermit {
  const { permit } = query as { permit?: unknown };
  return readPermit(backend.idKey, typeof permit === "string" ? permit : "", clock.now());
}
