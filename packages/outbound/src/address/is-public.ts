import ipaddr from "ipaddr.js";

/** Where the public internet is in IPv6 (RFC 4291): what lies outside was never given to anybody. */
const globalUnicast = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Where virtual machines of Azure reach the cloud itself, though the address is a public one. */
const ofClouds: ReadonlySet<string> = new Set(["168.63.129.16"]);

/**
 * Whether an address is one of the public internet: no machine or network of the operator, no link, no cloud's
 * metadata, nothing reserved, and nothing that stands for another address, such as those of NAT64 and 6to4.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address); // takes an IPv4 address out of its IPv6 form
  if (parsed.range() !== "unicast" || ofClouds.has(parsed.toString())) return false;
  return parsed.kind() === "ipv4" || (parsed as ipaddr.IPv6).match(globalUnicast);
}
