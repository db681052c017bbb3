import underPressure from "@fastify/under-pressure";
import { AppError } from "@platen/core";
import type { WebApp } from "../web-app.ts";

/** Turns requests away while the event loop is so late that they would only make it later. */
export async function shedLoad(app: WebApp, maxLoopDelayMs: number): Promise<void> {
  if (maxLoopDelayMs === 0) return;
  await app.register(underPressure, {
    maxEventLoopDelay: maxLoopDelayMs,
    pressureHandler: async ({ routeOptions }) => {
      if (routeOptions.config.isOpen) return;
      throw new AppError(
        "unavailable",
        "server_overloaded",
        "The server has too much to do. Try again in a moment.",
      );
    },
  });
}
