import { callbackSecretOf } from "@platen/outbound";
import { Type } from "typebox";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const secretSchema = Type.Object({
  secret: Type.String({ description: "For a library of Standard Webhooks. It stays the same." }),
});

/** What a receiver of callbacks needs to know. */
export function callbackRoutes(app: WebApp, { backend }: WebContext): void {
  const schema = {
    summary: "The secret that signs your callbacks",
    tags: ["callbacks"],
    response: { 200: secretSchema },
  };
  app.get("/v1/callback-secret", { schema }, async ({ owner }, reply) => {
    reply.header("cache-control", "no-store");
    return { secret: callbackSecretOf(backend.idKey, owner) };
  });
}
