import helmet from "@fastify/helmet";
import type { WebApp } from "../web-app.ts";

/**
 * Security headers of every answer: nothing from outside, no inline script, no frame around us. Strict-Transport-
 * Security is left to whatever speaks TLS, which knows the domain.
 */
export async function secureHeaders(app: WebApp): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
  });
}
