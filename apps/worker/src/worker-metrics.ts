import type { RunReport, Sweep } from "@platen/core";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export interface WorkerMetrics {
  /** Counts one slot as busy until the returned function is told how the run ended. */
  runStarted(): (report: RunReport) => void;
  swept(report: Pick<Sweep, "sent" | "expired" | "lost" | "removed" | "told">): void;
}

const secondsBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** The worker's numbers, in the registry of whoever shows them. Labels come from closed sets, never from a job. */
export function openWorkerMetrics(registry: Registry, slots: number): WorkerMetrics {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, buckets: secondsBuckets, registers });
  const runs = new Counter({
    name: "platen_runs_total",
    help: "Deliveries worked on, by what became of them and the failure's code.",
    labelNames: ["outcome", "code"],
    registers,
  });
  const swept = new Counter({
    name: "platen_swept_jobs_total",
    help: "Jobs that the sweeper put right, by what it did.",
    labelNames: ["move"],
    registers,
  });
  const waited = histogram(
    "platen_wait_seconds",
    "From when a job might have started until a worker had it.",
  );
  const converted = histogram("platen_conversion_seconds", "The conversion alone.");
  const busy = gauge("platen_worker_busy_slots", "Documents that this worker converts now.");
  gauge("platen_worker_slots", "Documents that this worker may convert at the same time.").set(slots);
  return {
    runStarted: () => {
      busy.inc();
      return ({ outcome, code, attempt, waitedMs, convertMs }) => {
        busy.dec();
        runs.inc({ outcome, code: code ?? "" });
        if (attempt > 0) waited.observe(Math.max(0, waitedMs) / 1_000);
        if (convertMs > 0) converted.observe(convertMs / 1_000);
      };
    },
    swept: ({ sent, expired, lost, removed, told }) => {
      for (const [move, count] of Object.entries({ sent, expired, lost, removed, told })) {
        if (count > 0) swept.inc({ move }, count);
      }
    },
  };
}
