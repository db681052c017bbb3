import { isIP } from "node:net";
import { AppError } from "@platen/core";
import type { AllowList } from "../address/allow-list.ts";
import { notAllowed, withoutBrackets } from "./safe-connect.ts";

/** Of protocols that are no web servers; those that listen on a port of their own choice are above. */
const lowestFreePort = 1_024;
const webPorts = ["", "80", "443"];

export const maxAddressCharacters = 8_192;

/**
 * An address that may be asked for, as far as it tells by itself. Fails with `invalid_value` for what is no address of
 * a web server, and with `address_not_allowed`.
 */
export function checkedAddress(address: string, list: AllowList): URL {
  const url = URL.canParse(address) && address.length <= maxAddressCharacters ? new URL(address) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.hostname === "")
    throw new AppError(
      "request",
      "invalid_value",
      "Give a whole address that begins with https:// or http://.",
    );
  const hostname = withoutBrackets(url.hostname);
  const isWeb = webPorts.includes(url.port) || Number(url.port) >= lowestFreePort;
  const isRefused = isIP(hostname) !== 0 && !list.allowsAddress(hostname) && !list.allowsName(hostname);
  if (!isWeb || isRefused) throw notAllowed(url.host);
  return url;
}
