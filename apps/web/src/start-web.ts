import { AppError } from "@platen/core";
import { buildApp } from "./app.ts";
import { bundlePage } from "./page/bundle-page.ts";
import type { WebSettings } from "./settings.ts";
import type { WebParts } from "./web-parts.ts";
import { webValuesOf } from "./web-values.ts";

export interface StartedWeb {
  /** Where the page is. */
  readonly url: string;
  /** Takes no more requests, ends those that wait, lets the others end. Closes what asks other servers, and not the backend. */
  close(): Promise<void>;
}

/**
 * Bundles the page, builds the app and listens. Fails with a plain sentence when the settings do not go together or
 * the address cannot be had; then nothing stays open.
 */
export async function startWeb(
  settings: WebSettings,
  parts: Omit<WebParts, "values" | "page">,
): Promise<StartedWeb> {
  const values = webValuesOf(settings);
  const app = await buildApp({ ...parts, values, page: await bundlePage() });
  const { host, port } = settings;
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw asStartError(error as NodeJS.ErrnoException, host, port);
  }
  const close = async () => {
    await app.close();
    await parts.outbound.close();
  };
  const address = app.server.address();
  const boundPort = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://${inUrl(host)}:${boundPort}`, close };
}

function inUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function asStartError(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Stop what listens there, or set PORT to another one.`,
    EACCES: `Port ${port} may not be opened by this user. Set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
  };
  const sentence = sentences[error.code ?? ""];
  return sentence === undefined ? error : new AppError("unavailable", "cannot_listen", sentence, error);
}
