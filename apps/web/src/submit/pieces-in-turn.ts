import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { AppError, isAppError } from "@platen/core";
import { tooLarge } from "./upload-limits.ts";
import type { UploadTurn } from "./upload-turn.ts";

interface Pieces {
  /** What is read: the body, or a file that comes out of it. Nobody else must read it. */
  readonly from: AsyncIterable<Buffer>;
  readonly raw: IncomingMessage;
  readonly turn: UploadTurn;
  readonly maxBytes: number;
}

/**
 * Each piece only when the upload has its turn: then an upload that waits holds little in memory, and the rest stays
 * with the client. Fails with `upload_too_large` beyond `maxBytes`, and as `readingError` says.
 */
export async function* piecesInTurn({ from, raw, turn, maxBytes }: Pieces): AsyncGenerator<Buffer> {
  const pieces = from[Symbol.asyncIterator]();
  let left = maxBytes;
  try {
    for (;;) {
      const piece = await turn.next(pieces.next());
      if (piece.done) return;
      left -= piece.value.length;
      if (left < 0) throw tooLarge(maxBytes);
      yield piece.value;
    }
  } catch (error) {
    throw readingError(raw, error);
  }
}

/** The same as a stream that reads one piece ahead and no more: there may be very many uploads. */
export function streamInTurn(pieces: Pieces): Readable {
  return Readable.from(piecesInTurn(pieces), { objectMode: false, highWaterMark: 1 });
}

/** `upload_incomplete` when the client has left, else `malformed_request`; errors of our own stay. */
export function readingError(raw: IncomingMessage, error: unknown): AppError {
  if (isAppError(error)) return error;
  if (raw.readableAborted) {
    const message = "The upload broke off before its end. Nothing was kept; send it again.";
    return new AppError("request", "upload_incomplete", message, error);
  }
  const message = "The form cannot be read to its end. Send it whole, with its boundary in the Content-Type.";
  return new AppError("request", "malformed_request", message, error);
}
