import { addressOf, pathBelow } from "./addresses.ts";

export type Route =
  | { readonly page: "start" }
  | { readonly page: "sending"; readonly id: string }
  | { readonly page: "job"; readonly id: string }
  | { readonly page: "unknown" };

/** Every page has an address. The server sends the same shell for all of them, and this decides what it shows. */
export function routeOf(pathname: string): Route {
  const path = pathBelow(pathname);
  if (path === "/") return { page: "start" };
  const job = /^\/jobs\/([\w-]+)\/?$/.exec(path ?? "")?.[1];
  if (job !== undefined) return { page: "job", id: job };
  const sending = labelOf(/^\/sendings\/([^/]+)\/?$/.exec(path ?? "")?.[1] ?? "");
  return sending === undefined ? { page: "unknown" } : { page: "sending", id: sending };
}

export function addressOfJob(id: string): string {
  return addressOf(`jobs/${encodeURIComponent(id)}`);
}

export function addressOfSending(id: string): string {
  return addressOf(`sendings/${encodeURIComponent(id)}`);
}

/** A sending may have any label that the API takes; one of dots alone would lead elsewhere. */
function labelOf(encoded: string): string | undefined {
  try {
    const label = decodeURIComponent(encoded);
    return /^[\x21-\x7e]{1,100}$/.test(label) && !/^\.+$/.test(label) ? label : undefined;
  } catch {
    return undefined;
  }
}
