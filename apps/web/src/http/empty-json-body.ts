import type { WebApp } from "../web-app.ts";

/** Programs say application/json for every POST, also where there is nothing to say: then there is no body. */
export function acceptEmptyJsonBody(app: WebApp): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else parse(request, String(body), done);
  });
}
