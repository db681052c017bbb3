import { randomUUID } from "node:crypto";
import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, placeFile, type Warning } from "@platen/converter";
import type { Command } from "../arguments/read-arguments.ts";
import { failed, type Outcome, type Place, type Wanted } from "./place.ts";
import { ServerClient } from "./server-client.ts";

/** What this program reads of a job; the API document has all of it. */
interface Job {
  readonly id: string;
  readonly status: "queued" | "processing" | "succeeded" | "failed" | "canceled" | "expired";
  readonly progress: { readonly percent: number };
  readonly result: {
    readonly filename: string;
    readonly bytes: number;
    readonly pages: number | null;
    readonly engine: string;
  } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly warnings: readonly Warning[];
}

/** A server has its own limits; more at once would only wait there. */
const slots = 4;

/** Converts on a server of Platen: submits, waits and downloads. A job that is no longer wanted is canceled there. */
export function openServer(server: NonNullable<Command["server"]>, wanted: number | undefined): Place {
  const client = new ServerClient(server);
  return {
    slots: wanted ?? slots,
    convert: (document) => convertThere(client, document),
    close: async () => {},
  };
}

async function convertThere(client: ServerClient, wanted: Wanted): Promise<Outcome> {
  const { signal } = wanted;
  const headers = { "idempotency-key": randomUUID() };
  const submission = { method: "POST", headers, body: () => formOf(wanted), signal };
  const submitted = await client.ask("/v1/jobs", submission);
  if (!submitted.ok) return failed(submitted.problem);
  let job = (await submitted.response.json()) as Job;
  const cancel = () => void client.cancel(job.id);
  signal.addEventListener("abort", cancel);
  try {
    job = await ended(client, job, wanted);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  if (job.status !== "succeeded" || job.result === null)
    return failed(job.error ?? { code: job.status, message: `The job ended as ${job.status}.` });
  const { pages, engine } = job.result;
  const path = await download(client, job as Job & { result: NonNullable<Job["result"]> }, wanted);
  return { ok: true, path, pages, engine, warnings: job.warnings };
}

async function formOf({
  source,
  format,
  sourceFormat,
  options,
  password,
  resultPasswords,
}: Wanted): Promise<FormData> {
  const form = new FormData();
  const fields = { format, ...options, ...resultPasswords, password };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, String(value));
  for (const path of [source].flat()) {
    const name = basename(path);
    const claims = sourceFormat === undefined || extname(name) === `.${sourceFormat}`;
    form.append("file", await openAsBlob(path), claims ? name : `${name}.${sourceFormat}`);
  }
  return form;
}

/** Each answer comes when something has changed, or after a while. */
async function ended(client: ServerClient, first: Job, { signal, onProgress }: Wanted): Promise<Job> {
  let job = first;
  let tag: string | null = null;
  while (job.status === "queued" || job.status === "processing") {
    const headers = { prefer: "wait=20", ...(tag !== null && { "if-none-match": tag }) };
    const answer = await client.ask(`/v1/jobs/${job.id}`, { headers, signal });
    if (!answer.ok) throw new AppError("unavailable", answer.problem.code, answer.problem.message);
    if (answer.response.status === 304) continue;
    tag = answer.response.headers.get("etag");
    job = (await answer.response.json()) as Job;
    onProgress?.({ phase: "exporting", percent: job.progress.percent });
  }
  return job;
}

async function download(
  client: ServerClient,
  { id, result }: { readonly id: string; readonly result: NonNullable<Job["result"]> },
  { target, overwrite, signal }: Wanted,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platen-download-"));
  try {
    const answer = await client.ask(`/v1/jobs/${id}/result`, { signal });
    if (!answer.ok || answer.response.body === null)
      throw new AppError(
        "unavailable",
        "download_failed",
        `The result of job ${id} could not be downloaded.`,
      );
    const file = join(folder, "result");
    let bytes = 0;
    const body = Readable.fromWeb(answer.response.body);
    body.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
    });
    await pipeline(body, createWriteStream(file), { signal });
    if (bytes !== result.bytes)
      throw new AppError(
        "unavailable",
        "download_failed",
        `The result of job ${id} came with ${bytes} bytes of ${result.bytes}.`,
      );
    const path = target(extname(result.filename).slice(1));
    await placeFile(file, path, overwrite);
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
