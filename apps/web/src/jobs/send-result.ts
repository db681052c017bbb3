import {
  AppError,
  type ByteRange,
  type FileStorage,
  type Job,
  type JobResult,
  type OpenedResult,
  openDownload,
} from "@platen/core";
import { contentDisposition } from "@platen/outbound";
import type { FastifyReply, FastifyRequest } from "fastify";
import { byteRangeOf } from "../http/byte-range.ts";
import { matchesTag } from "../http/entity-tag.ts";
import type { WebContext } from "../web-context.ts";

const linkMs = 5 * 60_000;

/**
 * What is shown in a frame of the page runs nothing, fetches nothing and may not reach the page. The frame itself has no
 * `sandbox`, because Chromium then shows no PDF; a policy that says the same does not stop its viewer.
 */
const shownInFrame = {
  "content-security-policy":
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'",
  "x-frame-options": "SAMEORIGIN",
};

/**
 * Answers with the job's result, or the part of it that was asked for; from elsewhere where the storage has links. With
 * `isShown` it comes from here and is not a download, so that the page can show it.
 */
export async function sendResult(
  { backend, clock }: WebContext,
  job: Job,
  request: FastifyRequest,
  reply: FastifyReply,
  isShown = false,
): Promise<FastifyReply> {
  const result = resultOf(job, reply, clock.now());
  const { headers } = request;
  const tag = `"${result.sha256}"`;
  const facts = { etag: tag, "accept-ranges": "bytes", "cache-control": "private, no-cache" };
  // Also of a 304: its headers take the place of those that the browser has kept.
  if (isShown) reply.headers(shownInFrame);
  if (matchesTag(headers["if-none-match"], tag)) return reply.headers(facts).code(304).send();
  const isSameFile = headers["if-range"] === undefined || headers["if-range"] === tag;
  const range = byteRangeOf(isSameFile ? headers.range : undefined, result.bytes);
  if (range === "unsatisfiable") throw unsatisfiable(reply, result.bytes);
  const opened = isShown
    ? await openHere(backend.files, result, range)
    : await openDownload(backend.files, result, { ...(range && { range }), expiresInMs: linkMs });
  if (opened.kind === "gone") throw expired();
  if (opened.kind === "link") return reply.header("cache-control", "no-store").redirect(opened.url, 303);
  const bytes = range === undefined ? result.bytes : range.end - range.start + 1;
  reply.headers({ ...facts, ...descriptionOf(result), "content-length": bytes });
  if (isShown) reply.header("content-disposition", contentDisposition(result.filename, "inline"));
  if (range) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${result.bytes}`);
  if (request.method !== "HEAD") return reply.send(opened.file.stream);
  opened.file.stream.destroy();
  return reply.send();
}

async function openHere(files: FileStorage, { key }: JobResult, range?: ByteRange): Promise<OpenedResult> {
  const file = await files.read(key, range);
  return file === undefined ? { kind: "gone" } : { kind: "stream", file };
}

/** Answers with the whole result itself, wherever it lies; under another name where one is given. */
export async function sendWholeResult(
  { backend, clock }: WebContext,
  job: Job,
  reply: FastifyReply,
  filename?: string,
): Promise<FastifyReply> {
  const result = { ...resultOf(job, reply, clock.now()), ...(filename !== undefined && { filename }) };
  const file = await backend.files.read(result.key);
  if (file === undefined) throw expired();
  reply.headers({ ...descriptionOf(result), "content-length": result.bytes, "cache-control": "no-store" });
  return reply.send(file.stream);
}

function descriptionOf({ filename, mediaType }: JobResult): Record<string, string> {
  return { "content-type": mediaType, "content-disposition": contentDisposition(filename) };
}

function resultOf(job: Job, reply: FastifyReply, now: number): JobResult {
  if (job.status === "queued" || job.status === "processing") {
    reply.header("retry-after", 1);
    throw new AppError("conflict", "job_not_finished", "The job is not finished yet. Ask again in a moment.");
  }
  if (job.result === null) {
    throw new AppError("conflict", "job_failed", job.error?.message ?? "The job ended without a result.");
  }
  if (now >= job.expiresAt) throw expired();
  return job.result;
}

function unsatisfiable(reply: FastifyReply, totalBytes: number): AppError {
  reply.header("content-range", `bytes */${totalBytes}`);
  return new AppError(
    "request",
    "range_not_satisfiable",
    `The file has ${totalBytes} bytes. Ask for a part of it.`,
  );
}

function expired(): AppError {
  return new AppError(
    "missing",
    "result_expired",
    "The result is no longer kept. Upload the document again.",
  );
}
