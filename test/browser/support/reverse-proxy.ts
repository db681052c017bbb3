import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReverseProxy {
  readonly address: string;
  close(): void;
}

/** Shows what is at `target` below a path. `takesAway`: it asks without the path, and says it in a header. */
export async function startReverseProxy(
  target: string,
  { path, takesAway }: { readonly path: string; readonly takesAway: boolean },
): Promise<ReverseProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "/" } = incoming;
    if (url !== path && !url.startsWith(`${path}/`)) return void outgoing.writeHead(421).end();
    const { host: _, ...rest } = headers;
    const asked = takesAway ? url.slice(path.length) || "/" : url;
    const sent = takesAway ? { ...rest, "x-forwarded-prefix": path } : rest;
    const forwarded = { ...sent, "x-forwarded-host": headers.host };
    const inner = request(new URL(asked, target), { method, headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    inner.on("error", () => outgoing.destroy());
    outgoing.on("close", () => inner.destroy());
    incoming.pipe(inner);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
