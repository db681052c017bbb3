import type { CallbackReport } from "@platen/core";
import { Counter, Histogram, type Registry } from "prom-client";

/** Counts attempts to tell others of jobs, in the registry of whoever shows metrics; without one it counts nothing. */
export function openCallbackMetrics(registry: Registry | undefined): (report: CallbackReport) => void {
  if (registry === undefined) return () => undefined;
  const registers = [registry];
  const attempts = new Counter({
    name: "platen_callbacks_total",
    help: "Attempts to send a callback or a result to its address, by what became of them.",
    labelNames: ["outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "platen_callback_seconds",
    help: "One such attempt.",
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers,
  });
  return ({ outcome, tookMs }) => {
    attempts.inc({ outcome });
    if (tookMs > 0) seconds.observe(tookMs / 1_000);
  };
}
