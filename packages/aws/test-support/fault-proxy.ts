import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What may happen to a request. `pass`: it is served. `refuse`: the connection breaks before it arrives. `lose`: it
 * is served, and the connection breaks instead of the answer. `hang`: it arrives nowhere and nothing ever comes back.
 * Or an answer of the service that it never came to.
 */
export type Fault =
  | "pass"
  | "refuse"
  | "lose"
  | "hang"
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };

export interface FaultProxy {
  readonly endpoint: string;
  /** Asked for each request that comes; may be changed at any time. */
  decide: (request: IncomingMessage) => Fault;
  close(): Promise<void>;
}

/** Stands between clients and a service, and does to each request what `decide` says. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const server = createServer((incoming, outgoing) => {
    const fault = proxy.decide(incoming);
    if (fault === "hang") return;
    if (fault === "refuse") incoming.socket.destroy();
    else if (typeof fault === "object") outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    else forward(target, incoming, outgoing, { isLost: fault === "lose" });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide: () => "pass",
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

/** Hands a request on, with the body that was read from it already, or with the one that is still to come. */
export function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { isLost = false, body }: { isLost?: boolean; body?: Uint8Array } = {},
): void {
  const { method, url, headers } = incoming;
  const onward = request(new URL(url ?? "/", target), { method: method ?? "GET", headers }, (answer) => {
    if (isLost) {
      // The service has done what it was asked for; only nobody hears of it.
      answer.resume().on("end", () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => incoming.socket.destroy());
  // Whoever gives up waiting gives up here and there, as without a proxy.
  outgoing.on("close", () => onward.destroy());
  if (body === undefined) incoming.pipe(onward);
  else onward.end(body);
}
