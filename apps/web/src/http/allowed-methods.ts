import type { WebApp } from "../web-app.ts";

/** Which methods the routes of an app have, by path. */
export class RouteMethods {
  readonly #methods = new Map<string, Set<string>>();

  /** Notes every route that is added to the app from now on. */
  constructor(app: WebApp) {
    app.addHook("onRoute", ({ url, method }) => {
      const known = this.#methods.get(url) ?? new Set();
      for (const one of [method].flat()) known.add(one);
      this.#methods.set(url, known);
    });
  }

  /** In the order of the alphabet; none where there is no such path. */
  of(path: string): string[] {
    const parts = path.split("/");
    const methods = [...this.#methods].filter(([route]) => route !== "*" && matches(route.split("/"), parts));
    return [...new Set(methods.flatMap(([, known]) => [...known]))].sort();
  }
}

function matches(route: readonly string[], parts: readonly string[]): boolean {
  if (route.at(-1) === "*")
    return parts.length >= route.length && matches(route.slice(0, -1), parts.slice(0, route.length - 1));
  return (
    route.length === parts.length &&
    route.every((part, index) => (part.startsWith(":") ? parts[index] !== "" : part === parts[index]))
  );
}
