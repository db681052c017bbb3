import type { FastifyRequest } from "fastify";

/** While the server makes a client wait, silence on the connection is no reason to close it. */
export async function withoutIdleTimeout<T>(
  { raw }: FastifyRequest,
  idleTimeoutMs: number,
  wait: () => Promise<T>,
): Promise<T> {
  // Requests that never came over a socket have a stand-in without a timeout.
  raw.socket.setTimeout?.(0);
  try {
    return await wait();
  } finally {
    raw.socket.setTimeout?.(idleTimeoutMs);
  }
}
