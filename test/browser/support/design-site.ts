import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { bundlePage } from "@platen/web/page";

const folder = fileURLToPath(new URL("../../../apps/web/ui/design/", import.meta.url));

/** Serves the page with every state at `/design`; port 0 takes a free one. */
export async function openDesignSite(port = 0): Promise<{ address: string; close(): Promise<void> }> {
  const { shells, assets } = await bundlePage(folder);
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const file = path === "/design" ? shells.get("en") : assets.get(path);
    const missing = path === "/favicon.ico" ? 204 : 404; // browsers ask for it by themselves
    response.writeHead(file ? 200 : missing, {
      "content-type": file?.mediaType ?? "text/plain",
      "content-security-policy": "default-src 'self'; base-uri 'none'; object-src 'none'",
    });
    response.end(file?.plain);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${taken}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
