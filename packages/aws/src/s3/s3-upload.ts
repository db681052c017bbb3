import { createHash } from "node:crypto";
import { addAbortSignal, Readable } from "node:stream";
import type { PutObjectCommandInput, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { AppError, type WrittenFile } from "@platen/core";
import { asUnavailable, awsErrorName, fileStorage } from "../asking.ts";

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
  if (signal !== undefined) addAbortSignal(signal, source);
  const measured = new MeasuredSource(source, maxBytes);
  const upload = new Upload({
    client,
    params: { ...target, Body: Readable.from(measured, { objectMode: false }), ChecksumAlgorithm: "SHA256" },
    partSize: partBytes,
    queueSize: partsAtOnce,
  });
  try {
    await upload.done();
    return measured.written();
  } catch (error) {
    source.destroy();
    throw measured.hasFailed ? measured.failure : failureOfS3(error);
  }
}

/** Counts and hashes on the way, and remembers whether it was the source that failed. */
class MeasuredSource implements AsyncIterable<Buffer> {
  readonly #source: Readable;
  readonly #maxBytes: number;
  readonly #hash = createHash("sha256");
  #bytes = 0;
  hasFailed = false;
  failure: unknown;

  constructor(source: Readable, maxBytes: number) {
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let isWithReader = false;
    try {
      for await (const piece of this.#source) {
        const content = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
        this.#bytes += content.length;
        if (this.#bytes > this.#maxBytes) throw tooLarge(this.#maxBytes);
        this.#hash.update(content);
        isWithReader = true;
        yield content;
        isWithReader = false;
      }
    } catch (error) {
      // A reader that gives up throws in here what it makes of it; S3's own error is the better one then.
      if (!isWithReader) Object.assign(this, { hasFailed: true, failure: error });
      throw error;
    }
  }

  written(): WrittenFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

/** S3 refuses in two ways what somebody else has stored meanwhile, or is just storing. */
function failureOfS3(error: unknown): AppError {
  const isTaken = ["PreconditionFailed", "ConditionalRequestConflict"].includes(awsErrorName(error));
  if (!isTaken) return asUnavailable(fileStorage, error);
  return new AppError("conflict", "file_exists", "There is a file under this key already.", error);
}

function tooLarge(maxBytes: number): AppError {
  const message = `The file has more than the ${maxBytes} bytes allowed. Make it smaller or split it.`;
  return new AppError("request", "upload_too_large", message);
}
