import type { WebApp } from "../web-app.ts";
import { InvalidValueError } from "./invalid-value-error.ts";

const maxShownCharacters = 60;

/**
 * A parameter that nobody reads is a mistake, as a field is that nobody knows. Only of the API: what leads people to a
 * page may carry anything.
 */
export function refuseUnknownQuery(app: WebApp): void {
  app.addHook("preValidation", async (request) => {
    const { url = "", schema } = request.routeOptions;
    if (!/^\/(v1|api)\//.test(url)) return;
    const { properties = {} } = (schema?.querystring ?? {}) as { properties?: object };
    const unknown = Object.keys(request.query as object).filter((name) => !Object.hasOwn(properties, name));
    if (unknown.length > 0) throw new InvalidValueError(unknown.slice(0, 20).map(mistakeOf));
  });
}

function mistakeOf(name: string) {
  const shown = name.length > maxShownCharacters ? `${name.slice(0, maxShownCharacters)}…` : name;
  const pointer = `#/${encodeURIComponent(shown.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"))}`;
  return { pointer, detail: `There is no query parameter ${shown}.` };
}
