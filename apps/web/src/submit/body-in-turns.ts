import { AppError, isAppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { isForm } from "./is-form.ts";
import { formOverheadBytes } from "./upload-limits.ts";
import type { UploadTurn } from "./upload-turn.ts";

/**
 * The body of a request, each piece of it only when the upload has its turn. Nobody else must read the request: then
 * an upload that waits holds a piece or two in memory, and the rest stays with the client. Fails with
 * `upload_incomplete` when the client leaves, and with `upload_too_large` when more comes than a form around a file
 * of `maxBytes` can have, whether or not its length was announced.
 */
export async function* bodyInTurns(
  { raw }: FastifyRequest,
  turn: UploadTurn,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  const pieces = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let left = maxBytes + formOverheadBytes;
  try {
    for (;;) {
      const piece = await turn.piece(pieces.next());
      if (piece.done) return;
      left -= piece.value.length;
      if (left < 0) throw tooLarge(maxBytes);
      yield piece.value;
    }
  } catch (error) {
    if (isAppError(error)) throw error;
    const message = "The upload broke off before its end. Nothing was kept; send it again.";
    throw new AppError("request", "upload_incomplete", message, error);
  }
}

/** A body that is announced as too large is refused before it has travelled, and before it waits for a turn. */
export function refuseAnnounced(request: FastifyRequest, maxBytes: number): void {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBytes + (isForm(request) ? formOverheadBytes : 0)) throw tooLarge(maxBytes, announced);
}

export function tooLarge(maxBytes: number, announced?: number): AppError {
  const came = announced === undefined ? "More than that came." : `The request holds ${announced} bytes.`;
  const message = `A file may have at most ${maxBytes} bytes. ${came} Send a smaller file, or split the document.`;
  return new AppError("request", "upload_too_large", message);
}
