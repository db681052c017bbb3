import { AppError } from "@platen/core";
import type { WebApp } from "./web-app.ts";

/**
 * What closing the app does to its connections: waits and event streams end by the signal that this returns, new
 * requests are turned away, and a connection whose answer is complete is closed instead of kept for the next one.
 */
export function stopInOrder(app: WebApp): AbortSignal {
  const stopping = new AbortController();
  app.addHook("preClose", async () => stopping.abort());
  app.addHook("onRequest", async () => {
    if (!stopping.signal.aborted) return;
    throw new AppError("unavailable", "server_stopping", "The server is stopping. Try again in a moment.");
  });
  app.addHook("onResponse", async ({ raw }) => {
    if (stopping.signal.aborted) raw.socket.end?.();
  });
  return stopping.signal;
}
