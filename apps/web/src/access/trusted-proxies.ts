import { BlockList, isIP } from "node:net";
import { AppError } from "@platen/core";

/** Ranges that have a name of their own. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Whether what a sender says about others is believed. */
export type TrustedProxies = (address: string | undefined) => boolean;

/** From addresses, ranges and names of ranges, with commas between them. Fails with `invalid_settings`. */
export function trustedProxies(setting: string): TrustedProxies {
  const list = new BlockList();
  const entries = setting.split(",").map((entry) => entry.trim());
  for (const entry of entries.filter((entry) => entry !== ""))
    for (const range of named[entry.toLowerCase()] ?? [entry]) add(list, range);
  return (address = "") => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
  };
}

function add(list: BlockList, range: string): void {
  const [address = "", bits] = range.split("/");
  const version = isIP(address);
  const family = version === 6 ? "ipv6" : "ipv4";
  const most = version === 6 ? 128 : 32;
  if (version === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most))) {
    const message = `TRUST_PROXY has ${range}, which is no address or range. Write such as 10.0.0.0/8 or loopback.`;
    throw new AppError("request", "invalid_settings", message);
  }
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}
