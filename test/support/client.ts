import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** The fields of a job in the API that tests read. */
export interface ShownJob {
  readonly id: string;
  readonly status: string;
  readonly attempt: number;
  readonly progress: { readonly phase: string; readonly percent: number };
  readonly result: {
    readonly filename: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly pages: number;
  } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Document {
  readonly name: string;
  readonly content: Uint8Array;
}

const timeoutMs = 120_000;

export function formOf({ name, content }: Document, options: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set("file", new Blob([content as Uint8Array<ArrayBuffer>]), name);
  for (const [option, value] of Object.entries(options)) form.set(option, value);
  return form;
}

export async function submit(
  url: string,
  document: Document,
  options: Record<string, string> = {},
): Promise<ShownJob> {
  const response = await fetch(`${url}/v1/jobs`, { method: "POST", body: formOf(document, options) });
  const text = await response.text();
  assert.equal(response.status, 202, text);
  return JSON.parse(text);
}

export async function showJob(url: string, id: string): Promise<ShownJob> {
  const response = await fetch(`${url}/v1/jobs/${id}`);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text);
}

/** Waits until the job has one of these states, and returns it. Fails if it ends in another one. */
export async function untilStatus(url: string, id: string, ...wanted: string[]): Promise<ShownJob> {
  for (const giveUpAt = Date.now() + timeoutMs; Date.now() < giveUpAt; await sleep(25)) {
    const job = await showJob(url, id);
    if (wanted.includes(job.status)) return job;
    assert.ok(["queued", "processing"].includes(job.status), `it ended differently: ${JSON.stringify(job)}`);
  }
  throw new Error(`The job was not ${wanted.join(" or ")} within ${timeoutMs / 1_000} s.`);
}

/** Waits until LibreOffice has the document of the job. */
export async function untilConverting(url: string, id: string): Promise<void> {
  for (const giveUpAt = Date.now() + timeoutMs; Date.now() < giveUpAt; await sleep(25)) {
    const { status, progress } = await showJob(url, id);
    if (status === "processing" && progress.percent > 0) return;
    assert.ok(["queued", "processing"].includes(status), `it is ${status} already`);
  }
  throw new Error(`LibreOffice did not get the document within ${timeoutMs / 1_000} s.`);
}

export async function download(url: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`${url}${path}`);
  assert.equal(response.status, 200, path);
  return new Uint8Array(await response.arrayBuffer());
}
