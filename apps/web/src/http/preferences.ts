const maxWaitSeconds = 60;

/** How long a client would like to wait for an end, in whole seconds (RFC 7240, 4.3); anything unreadable is no wish. */
export function preferredWaitSeconds(header: string | string[] | undefined): number | undefined {
  const found = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i.exec(String(header ?? ""));
  return found === null ? undefined : Math.min(Number(found[1]), maxWaitSeconds);
}
