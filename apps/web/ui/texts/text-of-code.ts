/** Codes that mean the same to whoever reads the page share a text. */
const sharedTexts: Readonly<Record<string, string>> = {
  malformed_request: "answer_unclear",
  invalid_idempotency_key: "answer_unclear",
  invalid_cursor: "answer_unclear",
  host_not_allowed: "answer_unclear",
  cross_site_request: "answer_unclear",
  upload_not_permitted: "answer_unclear",
  route_not_found: "answer_unclear",
  method_not_allowed: "answer_unclear",
  length_required: "answer_unclear",
  request_too_large: "answer_unclear",
  unsupported_media_type: "answer_unclear",
  range_not_satisfiable: "answer_unclear",
  idempotency_key_reused: "answer_unclear",
  internal_error: "answer_unclear",
  upload_incomplete: "upload_interrupted",
  upload_too_slow: "upload_interrupted",
  upload_not_found: "upload_interrupted",
  batch_not_found: "job_not_found",
  thumbnail_not_found: "job_not_found",
  thumbnail_not_drawn: "job_not_found",
  result_expired: "source_missing",
  job_not_finished: "state_changed",
  job_failed: "state_changed",
  job_not_retryable: "state_changed",
  conversion_unfinished: "state_changed",
  address_not_allowed: "address_unreachable",
  job_store_unavailable: "service_down",
  job_queue_unavailable: "service_down",
  file_storage_unavailable: "service_down",
  server_stopping: "service_down",
  not_ready: "service_down",
};

/** The code under which the texts have it. */
export function textOfCode(code: string): string {
  return Object.hasOwn(sharedTexts, code) ? (sharedTexts[code] ?? code) : code;
}
