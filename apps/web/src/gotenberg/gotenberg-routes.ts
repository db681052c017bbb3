import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { answerErrors } from "./answers/answer-errors.ts";
import { convertForm } from "./convert-form.ts";
import { formRoutes } from "./form-route.ts";
import { healthRoutes } from "./health-routes.ts";
import { echoTrace } from "./trace.ts";

/** What can be asked of Gotenberg and not of us, and why. */
const notServed = {
  "/forms/chromium/*":
    "Platen converts office documents only, and no web pages: it has no Chromium. Send pages to a Gotenberg.",
  "/forms/pdfengines/factur-x": "Platen makes no Factur-X invoices. Send these to a Gotenberg.",
};

/**
 * The addresses of Gotenberg 8, so that its clients need another host name and nothing else. In a scope that knows
 * forms; its errors are plain text.
 */
export function gotenbergRoutes(app: WebApp, context: WebContext): void {
  echoTrace(app);
  answerErrors(app, context);
  const hidden = { schema: { hide: true } };
  const config = { allowsAnonymous: true } as const;
  for (const route of formRoutes)
    app.post(route.url, { ...hidden, config }, (request, reply) =>
      context.waits.during(request, () => convertForm(context, request, reply, route)),
    );
  for (const [url, sentence] of Object.entries(notServed))
    app.post(url, { ...hidden, config }, (_request, reply) =>
      reply.code(501).type("text/plain; charset=UTF-8").send(sentence),
    );
  // Whatever else is asked for there, in Gotenberg's words.
  app.all("/forms/*", { ...hidden, config }, (request, reply) => {
    const isKnown = formRoutes.some(({ url }) => url === request.url.split("?", 1)[0]);
    if (isKnown) reply.header("allow", "POST");
    reply.code(isKnown ? 405 : 404).type("text/plain; charset=UTF-8");
    return reply.send(isKnown ? "Method Not Allowed" : "Not Found");
  });
  healthRoutes(app, context);
}
