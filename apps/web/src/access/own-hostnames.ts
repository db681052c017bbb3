import { AppError } from "@platen/core";

const loopback = ["localhost", "127.0.0.1", "[::1]"];

export interface Exposure {
  readonly host: string;
  /** Names from the settings, with commas between them. */
  readonly hostnames: string;
  readonly hasKeys: boolean;
  readonly allowAnonymous: boolean;
}

/**
 * The host names that requests must be for; undefined where any will do. A server on the loopback address without
 * keys trusts whoever reaches it, so it must know its names. Fails with `invalid_settings` for a server that would
 * be open to the network for everyone.
 */
export function ownHostnames({ host, hostnames, hasKeys, allowAnonymous }: Exposure): string[] | undefined {
  const named = hostnames.split(",").map((name) => name.trim().toLowerCase());
  const set = named.filter((name) => name !== "");
  const isLoopback = isLoopbackHost(host);
  if (!isLoopback && !hasKeys && !allowAnonymous) {
    const message = `HOST=${host} lets the network in without a key. Set API_KEYS=owner:key or API_KEYS_FILE, or ALLOW_ANONYMOUS=true if everyone may use it.`;
    throw new AppError("request", "invalid_settings", message);
  }
  if (set.length > 0) return [...set, ...loopback];
  return isLoopback && !hasKeys ? loopback : undefined;
}

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
