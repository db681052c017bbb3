import type { ProblemCode } from "../../problems/catalogue.ts";
import { asAppError, problemOf } from "../../problems/problem-of-error.ts";
import type { WebApp } from "../../web-app.ts";
import type { WebContext } from "../../web-context.ts";
import { setTrace } from "../trace.ts";

/** Where Gotenberg's status is another than ours. Its clients send again after 5xx, and after nothing else. */
const statuses: Partial<Record<ProblemCode, number>> = {
  unsupported_format: 400,
  address_unreachable: 400,
  length_required: 415,
  upload_too_slow: 503,
  conversion_timeout: 503,
  conversion_unfinished: 503,
  engine_crashed: 500,
  output_invalid: 500,
  resource_limit: 500,
  canceled: 500,
  job_not_found: 500,
  source_missing: 500,
  result_expired: 500,
};

/** What is told otherwise than in our own API, because the fields have other names. */
const sentences: Partial<Record<ProblemCode, string>> = {
  source_encrypted:
    "The document is protected by a password. Send it in the form field 'password', or save the document without one.",
  wrong_password:
    "The password in the form field 'password' does not open the document. Correct it, or save the document without one.",
  pages_out_of_range:
    "The document has none of the pages that the form asks for. Correct 'nativePageRanges', or the pages of what is done to the PDF, such as those of 'bookmarks'.",
  conversion_unfinished:
    "The conversion took longer than the server waits for it. Send smaller documents, or fewer of them at once.",
};

/** Errors of Gotenberg's routes: its statuses, and a sentence as plain text. */
export function answerErrors(app: WebApp, { metrics }: WebContext): void {
  app.setErrorHandler((error, request, reply) => {
    const { code, status: ours, detail } = problemOf(asAppError(error), "", request.id);
    const status = statuses[code] ?? (ours === 422 || ours === 409 ? 400 : ours);
    metrics.countProblem(code);
    if (code === "internal_error") request.log.error({ err: error, code }, "request failed");
    else if (status >= 500) request.log.warn({ err: error, code }, "request failed for now");
    else request.log.info({ code }, "request refused");
    setTrace(request, reply);
    if ([429, 503].includes(status) && !reply.hasHeader("retry-after")) reply.header("retry-after", 2);
    reply.code(status).header("cache-control", "no-store").type("text/plain; charset=UTF-8");
    return reply.send(Buffer.from(sentenceFor(code, detail)));
  });
}

/** Of several documents the detail says first which one it was. */
export function sentenceFor(code: ProblemCode, detail: string): string {
  const sentence = sentences[code];
  if (sentence === undefined) return detail;
  return `${/^Document \d+ of \d+: /.exec(detail)?.[0] ?? ""}${sentence}`;
}
