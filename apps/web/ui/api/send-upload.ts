import { ApiProblem, problemFrom, unreachable, withdrawn } from "./api-problem.ts";
import { type ConversionOptions, uploadForm } from "./conversion-options.ts";
import type { Job } from "./job.ts";

export interface Sending {
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Uploads one file and returns its job. It uses XMLHttpRequest, because fetch reports no upload progress. Fails with an
 * ApiProblem: the server's own, `server_unreachable`, or `upload_withdrawn` if `signal` was aborted.
 */
export function sendUpload(file: File, options: ConversionOptions, sending: Sending): Promise<Job> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const withdraw = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => {
      sending.onProgress(Math.min(file.size, Math.round((loaded / Math.max(1, total)) * file.size)));
    };
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Job);
      else reject(problemFrom(request.status, request.responseText));
    };
    request.onerror = () => reject(new ApiProblem(unreachable, "The connection was lost."));
    request.onabort = () => reject(new ApiProblem(withdrawn, "The upload was canceled."));
    request.onloadend = () => sending.signal.removeEventListener("abort", withdraw);
    sending.signal.addEventListener("abort", withdraw, { once: true });
    request.open("POST", "/v1/jobs");
    request.setRequestHeader("idempotency-key", newKey());
    request.send(uploadForm(file, options));
  });
}

/** Not `randomUUID`, which browsers do not offer to pages without TLS. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
