import {
  type ConversionOptions,
  type Job,
  optionsSchema,
  type RedriveChanges,
  type ResultPasswords,
} from "@platen/core";
import type { FastifyRequest } from "fastify";
import { refuseMarkMistakes } from "./attached-files.ts";
import { checkedRetry, requestOptionsSchema } from "./request-options.ts";

const nullable = (schema: object) => ({ anyOf: [schema, { type: "null" }] });

/** Every option as in a submission, or null for its default. */
export const retrySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    password: requestOptionsSchema.properties.password,
    options: {
      type: "object",
      additionalProperties: false,
      description: "In place of those that the job had; null takes one away. The others stay.",
      properties: Object.fromEntries(
        Object.entries(optionsSchema.properties).map(([name, schema]) => [name, nullable(schema)]),
      ),
    },
  },
} as const;

/** What the request asks of the job anew; empty for a request without a body. Fails with every mistake at once. */
export function retryChangesOf(request: FastifyRequest, job: Job): RedriveChanges {
  const body = request.body ?? {};
  const { password, options } = checkedRetry(
    request,
    body,
    { ...job.options, ...job.resultPasswords },
    job.format,
  );
  if (options === undefined) return password === undefined ? {} : { password };
  const { openPassword, ownerPassword, ...others } = options as ConversionOptions & ResultPasswords;
  refuseMarkMistakes({ format: job.format, options: others }, job.attachedFiles ?? [], "#/options");
  const resultPasswords = {
    ...(openPassword !== undefined && { openPassword }),
    ...(ownerPassword !== undefined && { ownerPassword }),
  };
  return {
    ...(password !== undefined && { password }),
    options: others,
    resultPasswords: Object.keys(resultPasswords).length > 0 ? resultPasswords : null,
  };
}
