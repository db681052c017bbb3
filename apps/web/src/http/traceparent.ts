import type { FastifyRequest } from "fastify";

/** The trace that a request belongs to (W3C Trace Context), where it names one properly. */
export function traceparentOf({ headers }: FastifyRequest): string | undefined {
  const { traceparent } = headers;
  const isProper =
    typeof traceparent === "string" &&
    /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent);
  return isProper ? traceparent : undefined;
}
