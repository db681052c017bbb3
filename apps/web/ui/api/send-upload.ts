import { addressOf } from "../addresses.ts";
import { ApiProblem, problemFrom, unreachable, withdrawn } from "./api-problem.ts";
import { type ConversionOptions, sentOptions } from "./conversion-options.ts";
import type { Job } from "./job.ts";

export interface Submission {
  readonly file: File;
  /** What it is to become. */
  readonly format: string;
  readonly options: ConversionOptions;
  /** The sending that it belongs to. */
  readonly batch: string;
  /** The file's place among those of its batch. */
  readonly batchPosition: number;
}

export interface Upload {
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Uploads one file and returns its job. It uses XMLHttpRequest, because fetch reports no upload progress. Fails with an
 * ApiProblem: the server's own, `server_unreachable`, or `upload_withdrawn` if `signal` was aborted.
 */
export function sendUpload(submission: Submission, upload: Upload): Promise<Job> {
  const { size } = submission.file;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const withdraw = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => {
      upload.onProgress(Math.min(size, Math.round((loaded / Math.max(1, total)) * size)));
    };
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Job);
      else reject(problemFrom(request.status, request.responseText));
    };
    request.onerror = () => reject(new ApiProblem(unreachable, "The connection was lost."));
    request.onabort = () => reject(new ApiProblem(withdrawn, "The upload was canceled."));
    request.onloadend = () => upload.signal.removeEventListener("abort", withdraw);
    upload.signal.addEventListener("abort", withdraw, { once: true });
    request.open("POST", addressOf("v1/jobs"));
    request.setRequestHeader("idempotency-key", newKey());
    request.send(uploadForm(submission));
  });
}

/** The file comes last, so that the server knows every option before the content begins. */
export function uploadForm({ file, format, options, batch, batchPosition }: Submission): FormData {
  const form = new FormData();
  form.set("format", format);
  form.set("batch", batch);
  form.set("batchPosition", String(batchPosition));
  // The page shows it as soon as the job has ended.
  if (format === "pdf") form.set("thumbnail", "true");
  for (const [name, value] of sentOptions(options)) form.set(name, value);
  form.set("file", file, file.name);
  return form;
}

/** Not `randomUUID`, which browsers do not offer to pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
