const maxWaitSeconds = 60;

/** How long a client would like to wait for an end, in whole seconds (RFC 7240, 4.3); anything unreadable is ignored. */
export function preferredWaitSeconds(header: string | string[] | undefined): number | undefined {
  for (const preference of String(header ?? "").split(/[,;]/)) {
    const [name, value = "", ...more] = preference.split("=", 3).map((part) => part.trim());
    const seconds = value.replaceAll('"', "");
    if (name?.toLowerCase() === "wait" && more.length === 0 && /^\d{1,6}$/.test(seconds))
      return Math.min(Number(seconds), maxWaitSeconds);
  }
  return undefined;
}
