import { type ErrorKind, type FailureCode, failures } from "@platen/core";

interface ClientProblem {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 411 | 413 | 415 | 416 | 422 | 429;
  readonly title: string;
  /** The same request may succeed another time. */
  readonly retryable?: true;
}

/**
 * `detail` is what the client gets to read. The message of the error is for the operator: it may name paths,
 * addresses and settings, and goes into the log alone.
 */
interface ServerProblem extends Omit<ClientProblem, "status"> {
  readonly status: 500 | 503 | 504;
  readonly detail: string;
}

type ProblemFacts = ClientProblem | ServerProblem;

const later = "Nothing that was accepted is lost. Try again in a moment; if it stays, tell the operator.";

/**
 * Every problem that an answer can name: its stable code, its HTTP status and its title. The ways in which a document
 * can fail are among them, because a one-shot conversion answers with them directly.
 */
export const problems = {
  malformed_request: { status: 400, title: "The request is malformed" },
  upload_incomplete: { status: 400, title: "The upload broke off" },
  invalid_idempotency_key: { status: 400, title: "The Idempotency-Key is not usable" },
  invalid_cursor: { status: 400, title: "The cursor is not one of ours" },
  unauthorized: { status: 401, title: "An API key is needed" },
  host_not_allowed: { status: 403, title: "The host name is not one of this server" },
  cross_site_request: { status: 403, title: "Another site may not do this" },
  address_not_allowed: { status: 403, title: "The server may not connect to this address" },
  upload_not_permitted: { status: 403, title: "The form for the upload is not valid" },
  route_not_found: { status: 404, title: "There is nothing at this address" },
  job_not_found: { status: 404, title: "There is no such job" },
  batch_not_found: { status: 404, title: "There is no such batch" },
  upload_not_found: { status: 404, title: "There is no such upload" },
  thumbnail_not_found: { status: 404, title: "There is no picture of the first page" },
  method_not_allowed: { status: 405, title: "The address does not take this method" },
  upload_too_slow: { status: 408, title: "The upload came too slowly", retryable: true },
  job_not_finished: { status: 409, title: "The job is not finished", retryable: true },
  job_failed: { status: 409, title: "The job has no result" },
  job_not_retryable: { status: 409, title: "The job cannot be tried again" },
  canceled: { status: 409, title: "The job was canceled", retryable: true },
  result_expired: { status: 410, title: "The result is no longer kept" },
  source_missing: { status: 410, title: "The uploaded file is no longer kept" },
  length_required: { status: 411, title: "The request has no body" },
  upload_too_large: { status: 413, title: "The file is too large" },
  request_too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "The request is not in a form that is understood here" },
  unsupported_format: { status: 415, title: "The file cannot be converted" },
  range_not_satisfiable: { status: 416, title: "The range begins beyond the end of the file" },
  invalid_value: { status: 422, title: "A value is not allowed" },
  address_unreachable: { status: 422, title: "Nothing was found at the address", retryable: true },
  idempotency_key_reused: { status: 422, title: "The Idempotency-Key belongs to another request" },
  unsupported_target: { status: 422, title: "The document cannot become this" },
  source_empty: { status: 422, title: "The file is empty" },
  source_corrupt: { status: 422, title: "The file is damaged" },
  source_encrypted: { status: 422, title: "The file is protected by a password" },
  wrong_password: { status: 422, title: "The password does not open the file" },
  encryption_unsupported: { status: 422, title: "The file is encrypted in a way that cannot be opened" },
  source_too_complex: { status: 422, title: "The file unpacks to too much" },
  pages_out_of_range: { status: 422, title: "The document has none of these pages" },
  conformance_not_reached: { status: 422, title: "The PDF would not be what it should claim to be" },
  resource_limit: { status: 422, title: "The document needs too much" },
  conversion_timeout: { status: 422, title: "The conversion took too long", retryable: true },
  engine_crashed: { status: 422, title: "LibreOffice crashed on the document", retryable: true },
  output_invalid: { status: 422, title: "No sound file came out", retryable: true },
  quota_exceeded: { status: 429, title: "You have as much as is allowed", retryable: true },
  too_many_requests: { status: 429, title: "Too many requests", retryable: true },
  internal_error: {
    status: 500,
    title: "Something went wrong here",
    detail: "Something went wrong on the server. Try again; if it stays, tell the operator the request id.",
  },
  unavailable: {
    status: 503,
    title: "A part of the service is unavailable",
    detail: failures.unavailable.message,
    retryable: true,
  },
  job_store_unavailable: {
    status: 503,
    title: "The job store is unavailable",
    detail: `The job store does not answer. ${later}`,
    retryable: true,
  },
  job_queue_unavailable: {
    status: 503,
    title: "The job queue is unavailable",
    detail: `The job queue does not answer. ${later}`,
    retryable: true,
  },
  file_storage_unavailable: {
    status: 503,
    title: "The file storage is unavailable",
    detail: `The file storage cannot be used. ${later}`,
    retryable: true,
  },
  file_storage_full: {
    status: 503,
    title: "The file storage is full",
    detail: `There is no room for the file. ${later}`,
    retryable: true,
  },
  server_overloaded: {
    status: 503,
    title: "The server is overloaded",
    detail: "The server has too much to do. Try again in a moment.",
    retryable: true,
  },
  server_stopping: {
    status: 503,
    title: "The server is stopping",
    detail: "The server is stopping. Try again in a moment.",
    retryable: true,
  },
  not_ready: {
    status: 503,
    title: "The service is not ready",
    detail: "Not everything that the service needs is in order. Try again in a moment.",
    retryable: true,
  },
  engine_unavailable: {
    status: 503,
    title: "LibreOffice is not working",
    detail: failures.engine_unavailable.message,
    retryable: true,
  },
  worker_lost: {
    status: 503,
    title: "The conversion was interrupted too often",
    detail: failures.worker_lost.message,
    retryable: true,
  },
  expired: {
    status: 503,
    title: "The job waited too long for its turn",
    detail: failures.expired.message,
    retryable: true,
  },
  thumbnail_not_drawn: {
    status: 503,
    title: "The picture of the first page is not drawn yet",
    detail: "The picture of the first page is not drawn yet. Ask again in a moment.",
    retryable: true,
  },
  conversion_unfinished: {
    status: 504,
    title: "The conversion is still going on",
    detail: "The conversion goes on. Ask at the address in Location, and take the result there.",
    retryable: true,
  },
} as const satisfies Record<FailureCode, ProblemFacts> & Record<string, ProblemFacts>;

export type ProblemCode = keyof typeof problems;

/** What an error stands for whose code is not in the catalogue. */
export const problemOfKind = {
  request: "malformed_request",
  missing: "route_not_found",
  conflict: "job_not_retryable",
  document: "source_corrupt",
  unavailable: "unavailable",
} as const satisfies Record<ErrorKind, ProblemCode>;

export function problemFacts(code: ProblemCode): ProblemFacts {
  return problems[code];
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}
