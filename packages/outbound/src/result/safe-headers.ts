/** What belongs to the connection and the body, which the client sees to. */
const ours = new Set([
  ...["connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization"],
  ...["proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
]);

/** The headers that a person may add to a request, in lower case. What no header can be is left out. */
export function safeHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => !ours.has(name) && isHeader(name, value)));
}

export function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]{1,100}$/.test(name) && /^[\t\x20-\x7e\x80-\xff]{0,4096}$/.test(value);
}
