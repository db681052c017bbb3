import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SimulatedRequest {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A service of AWS in this process. */
export interface Simulated {
  handle(request: Request): SimulatedRequest;
}

export function answer(statusCode: number, body: string): SimulatedRequest {
  return { statusCode, headers: { "content-type": "application/json" }, body };
}

/** What an AWS client needs to ask a simulated service, which answers after as long as the real one takes. */
export function clientOf(service: Simulated, latencyMs: number) {
  return {
    region: "us-east-1",
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: Request) => {
        await sleep(latencyMs);
        const { body, ...response } = service.handle(request);
        return { response: { ...response, body: Readable.from([Buffer.from(body)]) } };
      },
      destroy: () => undefined,
      metadata: { handlerProtocol: "http/1.1" },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  } as object;
}
