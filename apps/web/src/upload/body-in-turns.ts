import type { FastifyRequest } from "fastify";
import type { UploadTurn } from "./upload-turn.ts";

/**
 * The body of a request, each piece of it only when the upload has its turn. Nobody else must read the request: then
 * an upload that waits holds a piece or two in memory, and the rest stays with the client. Fails when the client leaves.
 */
export async function* bodyInTurns({ raw }: FastifyRequest, turn: UploadTurn): AsyncGenerator<Buffer> {
  const pieces = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  for (;;) {
    const piece = await turn.piece(pieces.next());
    if (piece.done) return;
    yield piece.value;
  }
}
