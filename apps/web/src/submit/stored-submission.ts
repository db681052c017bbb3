import { optionsSchema } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { mistakesOfValidation } from "../problems/mistakes-of-validation.ts";
import { type Wishes, wishesOf, wishesSchema } from "./request-options.ts";

const { format, password, batch } = wishesSchema.properties;

/** The JSON that makes a job of a file which was uploaded before. */
export const storedSubmissionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["uploadId", "filename"],
  properties: {
    uploadId: { type: "string", pattern: "^[\\w-]{22}$", description: "As POST /v1/uploads gave it." },
    filename: {
      type: "string",
      minLength: 1,
      maxLength: 1_000,
      description: "The document's name, which says what kind it is.",
    },
    format,
    options: optionsSchema,
    password,
    batch,
  },
} as const;

export interface StoredSubmission {
  readonly uploadId: string;
  readonly filename: string;
  readonly wishes: Wishes;
}

/** Fails with every mistake at once. */
export function storedSubmissionOf(request: FastifyRequest): StoredSubmission {
  const validate = request.compileValidationSchema(storedSubmissionSchema);
  const body = structuredClone(request.body); // the validator changes values in place
  if (!validate(body)) throw mistakesOfValidation(validate.errors ?? []);
  const { uploadId, filename, options, ...wishes } = body as Record<string, unknown>;
  const all = { ...(options as object | undefined), ...wishes };
  return { uploadId: String(uploadId), filename: String(filename), wishes: wishesOf(all) };
}
