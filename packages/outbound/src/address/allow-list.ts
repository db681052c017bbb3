import { AppError } from "@platen/core";
import ipaddr from "ipaddr.js";
import { isPublicAddress } from "./is-public.ts";

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Where Platen may go by itself: every public address, or names, addresses and ranges of the operator's. */
export class AllowList {
  readonly #isPublicAllowed: boolean;
  readonly #names: readonly string[];
  readonly #ranges: readonly Range[];

  /** Fails with `invalid_settings` where an entry is neither a name nor an address or range. */
  constructor(text: string) {
    const entries = text
      .toLowerCase()
      .split(",")
      .map((entry) => entry.trim());
    const given = entries.filter((entry) => entry !== "" && entry !== "public");
    this.#isPublicAllowed = entries.includes("public");
    this.#ranges = given.map(rangeOf).filter((range) => range !== undefined);
    this.#names = given.filter((entry) => rangeOf(entry) === undefined).map(checkedName);
  }

  /** Whether a name may be asked for, whatever its address is. */
  allowsName(hostname: string): boolean {
    const name = hostname.toLowerCase().replace(/\.$/, "");
    return this.#names.some((each) => (each.startsWith("*.") ? name.endsWith(each.slice(1)) : name === each));
  }

  allowsAddress(address: string): boolean {
    if (this.#isPublicAllowed && isPublicAddress(address)) return true;
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return this.#ranges.some(
      ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
    );
  }
}

function rangeOf(entry: string): Range | undefined {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.isValid(entry)) return undefined;
  const address = ipaddr.process(entry);
  return [address, address.kind() === "ipv4" ? 32 : 128] as Range;
}

function checkedName(entry: string): string {
  if (/^(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(entry)) return entry;
  const message = `OUTBOUND_ALLOW has "${entry}". Write public, a host name, *.name, an address or a range such as 10.0.0.0/8.`;
  throw new AppError("request", "invalid_settings", message);
}
