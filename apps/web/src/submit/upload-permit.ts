import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@platen/core";

/** What whoever holds a permit may do: store one file for a job that does not exist yet. */
export interface UploadPermit {
  readonly jobId: string;
  readonly expiresAt: number;
}

/** Signed with the key of the installation, so that it holds at every one of its web apps and without an API key. */
export function signPermit(idKey: Uint8Array, { jobId, expiresAt }: UploadPermit): string {
  const text = `${jobId}.${expiresAt}`;
  return `${text}.${signatureOf(idKey, text).toString("base64url")}`;
}

/** Fails with `request` / `upload_not_permitted` when it is not one of ours or its time is over. */
export function readPermit(idKey: Uint8Array, permit: string, now: number): UploadPermit {
  const [, text = "", jobId = "", expiresAt = "", signature = ""] =
    /^(([0-9a-f-]{36})\.(\d{1,15}))\.([\w-]{43})$/.exec(permit) ?? [];
  const isOurs = timingSafeEqual(signatureOf(idKey, text), digestFrom(signature));
  if (isOurs && Number(expiresAt) > now) return { jobId, expiresAt: Number(expiresAt) };
  const message = "The form for this upload is not valid, or no longer. Ask for a new one at /v1/uploads.";
  throw new AppError("request", "upload_not_permitted", message);
}

function signatureOf(idKey: Uint8Array, text: string): Buffer {
  return createHmac("sha256", idKey).update(`upload permit ${text}`).digest();
}

/** Always as long as a signature, as comparing in equal time wants it. */
function digestFrom(signature: string): Buffer {
  return Buffer.concat([Buffer.from(signature, "base64url"), Buffer.alloc(32)]).subarray(0, 32);
}
