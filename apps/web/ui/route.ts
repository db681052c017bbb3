export type Route =
  | { readonly page: "start" }
  | { readonly page: "job"; readonly id: string }
  | { readonly page: "unknown" };

/** Every page has an address. The server sends the same shell for all of them, and this decides what it shows. */
export function routeOf(pathname: string): Route {
  if (pathname === "/") return { page: "start" };
  const id = /^\/jobs\/([\w-]+)\/?$/.exec(pathname)?.[1];
  return id === undefined ? { page: "unknown" } : { page: "job", id };
}

export function addressOfJob(id: string): string {
  return `/jobs/${encodeURIComponent(id)}`;
}
