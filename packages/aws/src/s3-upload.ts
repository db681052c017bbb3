import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PutObjectCommandInput, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { AppError, type WrittenFile } from "@platen/core";
import { asking, awsErrorName, fileStorage } from "./asking.ts";

/** What S3 takes at least as a part of a larger file; two of them is what one upload holds in memory. */
const partBytes = 5 * 1024 * 1024;
const partsAtOnce = 2;

export interface UploadLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Streams a file to S3, which checks a SHA-256 of what it got. The source is broken off at the first failure, be it
 * the source's own, the size, `signal` or S3: then the parts that S3 has are dropped, and only then this fails,
 * with the reason that came first.
 */
export async function uploadToS3(
  client: S3Client,
  target: Pick<PutObjectCommandInput, "Bucket" | "Key" | "ContentType" | "IfNoneMatch">,
  source: Readable,
  { maxBytes, signal }: UploadLimits,
): Promise<WrittenFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  const sourceEnded = pipeline(source, meter, { ...(signal && { signal }) });
  const upload = new Upload({
    client,
    params: { ...target, Body: meter, ChecksumAlgorithm: "SHA256" },
    partSize: partBytes,
    queueSize: partsAtOnce,
  });
  const stored = asking(fileStorage, () => upload.done().catch(throwKnown)).catch((error) => {
    meter.destroy(error);
    throw error;
  });
  const [sourceOutcome, storedOutcome] = await Promise.allSettled([sourceEnded, stored]);
  if (sourceOutcome.status === "rejected") throw sourceOutcome.reason;
  if (storedOutcome.status === "rejected") throw storedOutcome.reason;
  return { bytes, sha256: hash.digest("hex") };
}

/** S3 refuses in two ways what somebody else has stored meanwhile, or is just storing. */
function throwKnown(error: unknown): never {
  const isTaken = ["PreconditionFailed", "ConditionalRequestConflict"].includes(awsErrorName(error));
  if (isTaken)
    throw new AppError("conflict", "file_exists", "There is a file under this key already.", error);
  throw error;
}

function tooLarge(maxBytes: number): AppError {
  const message = `The file has more than the ${maxBytes} bytes allowed. Make it smaller or split it.`;
  return new AppError("request", "upload_too_large", message);
}
