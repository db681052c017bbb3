import { PassThrough, Readable } from "node:stream";
import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { AppError, type StoredFile } from "@platen/core";
import { asUnavailable, awsErrorName, fileStorage } from "../asking.ts";

/** What S3 answers to a question for a file; undefined when it has no such file. */
export async function storedFileOf(asked: Promise<GetObjectCommandOutput>): Promise<StoredFile | undefined> {
  try {
    const { Body, ContentLength = 0, ContentRange } = await asked;
    if (!(Body instanceof Readable)) throw new Error("S3 answered without a body.");
    const total = ContentRange?.split("/")[1];
    return { stream: ownErrors(Body), totalBytes: total === undefined ? ContentLength : Number(total) };
  } catch (error) {
    if (awsErrorName(error) === "NoSuchKey") return undefined;
    if (awsErrorName(error) !== "InvalidRange") throw error;
    throw new AppError(
      "request",
      "range_not_satisfiable",
      "The range starts beyond the end of the file.",
      error,
    );
  }
}

/** Breaks off as `unavailable` where the connection does, and lets go of the connection when nobody reads on. */
function ownErrors(body: Readable): Readable {
  const stream = new PassThrough();
  body.on("error", (error) => stream.destroy(asUnavailable(fileStorage, error)));
  stream.on("close", () => body.destroy());
  return body.pipe(stream);
}
