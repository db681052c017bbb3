export type Route =
  | { readonly page: "start" }
  | { readonly page: "job"; readonly id: string }
  | { readonly page: "lost" };

/** Every page is an address: what the server serves under it is the same shell, and this decides what it shows. */
export function routeOf(pathname: string): Route {
  if (pathname === "/") return { page: "start" };
  const id = /^\/jobs\/([\w-]+)\/?$/.exec(pathname)?.[1];
  return id === undefined ? { page: "lost" } : { page: "job", id };
}

export function addressOfJob(id: string): string {
  return `/jobs/${encodeURIComponent(id)}`;
}
