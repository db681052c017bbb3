import {
  type CallbackTarget,
  type ConversionOptions,
  furtherMistakes,
  optionsSchema,
  protectionMistakes,
  type ResultPasswords,
  type TargetFormat,
  targetFormats,
  tidyOptions,
} from "@platen/core";
import type { FastifyRequest, FastifySchemaValidationError } from "fastify";
import { InvalidValueError, type ValueMistake } from "../problems/invalid-value-error.ts";
import { mistakesOfValidation } from "../problems/mistakes-of-validation.ts";
import { archiveMistakes } from "./archive-mistakes.ts";
import { type CallbackFields, callbackProperties, callbackTargetsOf } from "./callback-fields.ts";
import { combinationMistakes, loneFieldMistakes } from "./combination-mistakes.ts";

/** What a client asks for besides the file itself. */
export interface RequestOptions {
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  readonly password: string | null;
  readonly resultPasswords: ResultPasswords | null;
  readonly batch: string | null;
  readonly batchPosition?: number;
  readonly callbacks: readonly CallbackTarget[];
}

const names = Object.keys(targetFormats);

export const batchSchema = {
  type: "string",
  pattern: "^[\\x21-\\x7e]{1,100}$",
  description: "A label of your own, to list jobs by: up to 100 visible ASCII characters.",
} as const;

export const batchPositionSchema = {
  type: "integer",
  minimum: 0,
  maximum: 999_999,
  description: "The place of the job in its batch, for batches of which several jobs are sent at once.",
} as const;

export const urlSchema = {
  type: "string",
  minLength: 1,
  maxLength: 2_048,
  description: "Where to fetch the document, by HTTP or HTTPS.",
} as const;

/** The fields of a form besides the file. Values come as text and are turned into what they should be. */
export const requestOptionsSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    format: {
      type: "string",
      enum: names,
      description: "What to convert to; pdf by default. Which source can become what is in /v1/formats.",
    },
    ...optionsSchema.properties,
    password: {
      type: "string",
      minLength: 1,
      maxLength: 255,
      description: "Opens a protected document. Kept only as long as the job may need it, and never shown.",
    },
    batch: batchSchema,
    batchPosition: batchPositionSchema,
    ...callbackProperties,
  },
} as const;

/** A form has its documents as files, or names their addresses. */
export const documentForm = {
  properties: { ...requestOptionsSchema.properties, url: urlSchema },
  anyOf: [{ required: ["file"] }, { required: ["url"] }],
} as const;

/** Text is turned into what it should be. Fails with every mistake at once. */
export function checkedOptions(request: FastifyRequest, fields: Record<string, unknown>): RequestOptions {
  const validate = request.compileValidationSchema(requestOptionsSchema);
  const values = tidyOptions(fields); // the validator turns the texts into values in place
  const isValid = validate(values);
  const further = [
    ...furtherMistakes(values),
    ...protectionMistakes(values, values),
    ...archiveMistakes(values),
    ...combinationMistakes(values, values),
    ...loneFieldMistakes(values),
  ];
  refuseMistakes(isValid, validate.errors, further);
  return requestOptionsOf(values);
}

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
    format: requestOptionsSchema.properties.format,
    options: optionsSchema,
    password: requestOptionsSchema.properties.password,
    batch: batchSchema,
    batchPosition: batchPositionSchema,
    ...callbackProperties,
  },
} as const;

/** The JSON that makes a job of the document at an address. */
export const fetchedSubmissionSchema = {
  ...storedSubmissionSchema,
  required: ["url"],
  properties: {
    url: urlSchema,
    filename: {
      ...storedSubmissionSchema.properties.filename,
      description: "The document's name, before what the address says.",
    },
    format: requestOptionsSchema.properties.format,
    options: optionsSchema,
    password: requestOptionsSchema.properties.password,
    batch: batchSchema,
    batchPosition: batchPositionSchema,
    ...callbackProperties,
  },
} as const;

export interface StoredSubmission {
  readonly uploadId: string;
  readonly filename: string;
  readonly requested: RequestOptions;
}

export interface FetchedSubmission {
  readonly url: string;
  readonly filename?: string;
  readonly requested: RequestOptions;
}

/** Fails with every mistake at once. */
export function jsonSubmissionOf(request: FastifyRequest): StoredSubmission | FetchedSubmission {
  const isFetched = isRecord(request.body) && "url" in request.body;
  const { body, requested } = jsonRequestOf(
    request,
    isFetched ? fetchedSubmissionSchema : storedSubmissionSchema,
  );
  const { uploadId, url, filename } = body as Record<string, string>;
  if (url !== undefined) return { url, ...(filename !== undefined && { filename }), requested };
  return { uploadId: String(uploadId), filename: String(filename), requested };
}

/** A body that has options among its fields, with those that go without saying. Fails with every mistake at once. */
export function jsonRequestOf(
  request: FastifyRequest,
  schema: Readonly<Record<string, unknown>>,
  implied: ConversionOptions = {},
): { body: Readonly<Record<string, unknown>>; requested: RequestOptions } {
  const validate = request.compileValidationSchema(schema);
  const body = structuredClone(request.body ?? {}) as Record<string, unknown>; // the validator changes values in place
  if (isRecord(body.options)) body.options = tidyOptions(body.options);
  const isValid = validate(body);
  const given = { ...(isRecord(body.options) && body.options), ...implied };
  const further = [
    ...impliedMistakes(body.options, implied),
    ...furtherMistakes(given, "#/options"),
    ...protectionMistakes(given, body, "#/options"),
    ...archiveMistakes(given, "#/options"),
    ...combinationMistakes(given, body, "#/options"),
    ...loneFieldMistakes(body),
  ];
  refuseMistakes(isValid, validate.errors, further);
  const { uploadId: _1, url: _2, filename: _3, jobs: _4, options: _5, ...others } = body;
  return { body, requested: requestOptionsOf({ ...given, ...others }) };
}

/** What goes without saying cannot be asked for otherwise. */
function impliedMistakes(options: unknown, implied: ConversionOptions): ValueMistake[] {
  if (!isRecord(options)) return [];
  return Object.entries(implied)
    .filter(([name, value]) => options[name] !== undefined && options[name] !== value)
    .map(([name, value]) => ({ pointer: `#/options/${name}`, detail: `${name} is always ${value} here.` }));
}

const retryValuesSchema = {
  type: "object",
  additionalProperties: false,
  properties: { password: requestOptionsSchema.properties.password, options: optionsSchema },
} as const;

/**
 * The password and all options of a job that is tried again: `present`, with what the body has in their place, null for
 * none. Undefined where it has none. Fails with every mistake at once.
 */
export function checkedRetry(
  request: FastifyRequest,
  body: unknown,
  present: Readonly<Record<string, unknown>>,
  format: TargetFormat,
): { password?: string; options?: Readonly<Record<string, unknown>> } {
  const validate = request.compileValidationSchema(retryValuesSchema);
  const values = isRecord(body) ? structuredClone(body) : body;
  const given = isRecord(values) && isRecord(values.options) ? tidyOptions(values.options) : undefined;
  const kept = Object.entries({ ...present, ...given }).filter(
    ([name, value]) => value !== null || !Object.hasOwn(optionsSchema.properties, name),
  );
  const options = Object.fromEntries(kept);
  if (isRecord(values) && given !== undefined) values.options = options;
  const isValid = validate(values);
  const further =
    given === undefined
      ? []
      : [
          ...furtherMistakes(options, "#/options"),
          ...protectionMistakes(options, { format }, "#/options"),
          ...archiveMistakes(options, "#/options"),
          ...combinationMistakes(options, { format }, "#/options"),
        ];
  refuseMistakes(isValid, validate.errors, further);
  const { password } = values as { password?: string };
  return { ...(password !== undefined && { password }), ...(given !== undefined && { options }) };
}

/** Checked by `requestOptionsSchema` before. */
function requestOptionsOf(fields: Readonly<Record<string, unknown>>): RequestOptions {
  const {
    format = "pdf",
    password = null,
    batch = null,
    batchPosition,
    openPassword,
    ownerPassword,
    callbackUrl,
    callbackSecret,
    deliverTo,
    ...options
  } = fields as Partial<RequestOptions> & ResultPasswords & CallbackFields;
  const resultPasswords = {
    ...(openPassword !== undefined && { openPassword }),
    ...(ownerPassword !== undefined && { ownerPassword }),
  };
  return {
    ...{ format, password, batch, options: options as ConversionOptions },
    ...(batchPosition !== undefined && { batchPosition }),
    callbacks: callbackTargetsOf({
      ...(callbackUrl !== undefined && { callbackUrl }),
      ...(callbackSecret !== undefined && { callbackSecret }),
      ...(deliverTo !== undefined && { deliverTo }),
    }),
    resultPasswords: Object.keys(resultPasswords).length > 0 ? resultPasswords : null,
  };
}

/** Fails with what the validator found and what it cannot know. */
function refuseMistakes(
  isValid: boolean,
  errors: readonly FastifySchemaValidationError[] | null | undefined,
  further: readonly ValueMistake[],
): void {
  const found = isValid ? [] : mistakesOfValidation(errors ?? []).mistakes;
  if (!isValid || further.length > 0) throw new InvalidValueError([...found, ...further]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
