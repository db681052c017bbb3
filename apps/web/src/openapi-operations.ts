import { isDeepStrictEqual } from "node:util";
import { problemSchema } from "./problems/problem-schema.ts";
import { batchChangeSchema, batchSchema, batchSummarySchema } from "./schemas/batch-schema.ts";
import { jobSchema } from "./schemas/job-schema.ts";

/** The name of each operation, for clients that are generated. */
const names: Readonly<Record<string, string>> = {
  "post /v1/jobs": "createJob",
  "get /v1/jobs": "listJobs",
  "get /v1/jobs/{id}": "getJob",
  "delete /v1/jobs/{id}": "deleteJob",
  "post /v1/jobs/{id}/cancel": "cancelJob",
  "post /v1/jobs/{id}/retry": "retryJob",
  "get /v1/jobs/{id}/result": "getResult",
  "head /v1/jobs/{id}/result": "headResult",
  "get /v1/jobs/{id}/thumbnail": "getThumbnail",
  "get /v1/jobs/{id}/events": "watchJob",
  "get /v1/batches": "listBatches",
  "get /v1/batches/{batch}": "getBatch",
  "delete /v1/batches/{batch}": "deleteBatch",
  "post /v1/batches/{batch}/cancel": "cancelBatch",
  "post /v1/batches/{batch}/merge": "mergeBatch",
  "get /v1/batches/{batch}/events": "watchBatch",
  "get /v1/batches/{batch}/archive": "getArchive",
  "head /v1/batches/{batch}/archive": "headArchive",
  "post /v1/convert": "convert",
  "post /v1/uploads": "createUpload",
  "post /v1/uploads/form": "sendUpload",
  "get /v1/formats": "listFormats",
  "get /v1/callback-secret": "getCallbackSecret",
  "get /api/status/{id}": "getShortStatus",
  "get /api/result/{id}": "getShortResult",
  "head /api/result/{id}": "headShortResult",
  "get /livez": "isAlive",
  "get /readyz": "isReady",
  "get /version": "getVersion",
  "get /metrics": "getMetrics",
};

const header = (description: string) => ({ description, schema: { type: "string" } });
const location = { Location: header("The job's address.") };
const retryAfter = { "Retry-After": header("Seconds until it is worth asking again.") };
const tag = { ETag: header("Changes with the content.") };
const nextLink = { Link: header('rel="next" leads to the next page, where there is one.') };

/** Headers of answers that a client may rely on. */
const headers: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  "post /v1/batches/{batch}/merge": { 202: { ...location, ...retryAfter } },
  "post /v1/jobs": { 200: location, 202: { ...location, ...retryAfter } },
  "get /v1/jobs": { 200: nextLink },
  "get /v1/batches": { 200: nextLink },
  "get /v1/batches/{batch}": { 200: nextLink },
  "get /v1/jobs/{id}": { 200: { ...tag, ...retryAfter } },
  "post /v1/convert": { 200: location },
};

/** The file itself, whole or in part, or where it is. */
const resultAnswers = {
  206: {
    description: "The part that Range asked for",
    headers: { "Content-Range": header("Which part of how many bytes.") },
  },
  303: {
    description: "The result lies elsewhere",
    headers: { Location: header("A link for some minutes.") },
  },
  304: { description: "As it was when the client got this ETag" },
  416: {
    description: "The part begins behind the end",
    headers: { "Content-Range": header("How many bytes there are.") },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
};

/** Answers that no schema of a route says. */
const answers: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  "get /v1/jobs/{id}/result": resultAnswers,
  "head /v1/jobs/{id}/result": resultAnswers,
  "get /api/result/{id}": resultAnswers,
  "head /api/result/{id}": resultAnswers,
  "get /v1/batches/{batch}/events": {
    204: { description: "All jobs have ended, and there is nothing new to tell" },
  },
  "get /v1/jobs/{id}/events": { 204: { description: "The job has ended, and there is nothing new to tell" } },
};

/** Schemas that clients have a use for by name. */
const schemas = {
  Batch: batchSummarySchema,
  BatchChange: batchChangeSchema,
  BatchWithJobs: batchSchema,
  Job: jobSchema,
  Problem: problemSchema,
} as const;

interface Operation {
  readonly responses: Record<string, { headers?: object }>;
  operationId?: string;
}

/** The description of the API with what the schemas of its routes do not say: names, headers and further answers. */
export function completeDocument(document: object): object {
  const whole = JSON.parse(JSON.stringify(document)) as {
    paths: Record<string, Record<string, Operation>>;
    components: Record<string, unknown>;
  };
  whole.paths = withReferences(whole.paths) as typeof whole.paths;
  for (const [path, methods] of Object.entries(whole.paths))
    for (const [method, operation] of Object.entries(methods)) complete(`${method} ${path}`, operation);
  whole.components.schemas = { ...(whole.components.schemas as object | undefined), ...namedSchemas() };
  return whole;
}

function complete(key: string, operation: Operation): void {
  operation.operationId ??= names[key] ?? nameOf(key);
  Object.assign(operation.responses, plain(answers[key] ?? {}));
  for (const [status, added] of Object.entries(headers[key] ?? {})) {
    const response = operation.responses[status];
    if (response !== undefined) response.headers = { ...response.headers, ...added };
  }
}

/** Of an operation that has no name of its own: "get /a/{b}/c" becomes getABC. */
function nameOf(key: string): string {
  return key.replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
}

const known = Object.entries(plain(schemas));

function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  const found = known.find(([, schema]) => isDeepStrictEqual(schema, value));
  if (found !== undefined) return { $ref: `#/components/schemas/${found[0]}` };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withReferences(inner)]));
}

/** Each by its name, with references to the others that are in it. */
function namedSchemas(): object {
  const inside = (schema: object) =>
    Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, withReferences(inner)]));
  return Object.fromEntries(known.map(([name, schema]) => [name, inside(schema)]));
}

/** As it stands in JSON, without what only programs see. */
function plain<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
