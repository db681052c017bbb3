import { promises as dns, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { AppError } from "@platen/core";
import { buildConnector } from "undici";
import type { AllowList } from "../address/allow-list.ts";

/** All addresses of a name; a test has its own. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

export const systemLookup: Lookup = (hostname) => dns.lookup(hostname, { all: true });

const connectTimeoutMs = 10_000;

/**
 * Connects only to addresses that are allowed. A name is resolved once for each connection, and the connection is made
 * to just those addresses that were looked at: what the name stands for a moment later does not matter.
 */
export function safeConnector(list: AllowList, lookup: Lookup): buildConnector.connector {
  return (options, callback) => {
    const connect = async () => {
      const hostname = withoutBrackets(options.hostname);
      const addresses = await allowedAddresses(list, lookup, hostname);
      const pinned = buildConnector({
        timeout: connectTimeoutMs,
        lookup: (_, __, done) => done(null, [...addresses]),
      });
      pinned(options, (error, socket) => {
        if (error !== null) return callback(error, null);
        const { remoteAddress = "" } = socket;
        if (list.allowsName(hostname) || list.allowsAddress(remoteAddress)) return callback(null, socket);
        socket.destroy();
        callback(notAllowed(hostname), null);
      });
    };
    connect().catch((error) => callback(error, null));
  };
}

/** Fails with `address_not_allowed`, or as the lookup does. */
async function allowedAddresses(
  list: AllowList,
  lookup: Lookup,
  hostname: string,
): Promise<readonly LookupAddress[]> {
  const family = isIP(hostname);
  const addresses = family === 0 ? await lookup(hostname) : [{ address: hostname, family }];
  const allowed = list.allowsName(hostname)
    ? addresses
    : addresses.filter(({ address }) => list.allowsAddress(address));
  if (allowed.length === 0) throw notAllowed(hostname);
  return allowed;
}

export function withoutBrackets(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

export function notAllowed(host: string): AppError {
  const message = `This server may not connect to ${host}. Use a public address, or ask the operator to allow it.`;
  return new AppError("request", "address_not_allowed", message);
}
