import type { FastifyRequest } from "fastify";

/**
 * After an answer that came before the end of the request: reads on for `lingerMs`, so that the client gets to see
 * the answer instead of a broken connection, then closes.
 */
export function dropUnreadBody({ raw }: FastifyRequest, lingerMs: number): void {
  if (raw.readableEnded || raw.destroyed || raw.complete) return;
  raw.unpipe();
  raw.on("error", () => undefined); // the client may leave in the meantime
  raw.resume();
  const timer = setTimeout(() => raw.socket.destroy(), lingerMs);
  raw.once("end", () => clearTimeout(timer));
  raw.once("close", () => clearTimeout(timer));
}
