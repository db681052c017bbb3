import type { JobQueue, Submitted } from "@platen/core";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** An upload that became, repeated or contradicted a job. */
  countSubmission(outcome: Submitted["outcome"]): void;
  /** An answer that is a problem. */
  countProblem(code: string): void;
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
}

/** Figures of one app. Every label comes from a closed set. */
export function newMetrics(queue: JobQueue, registry = new Registry()): Metrics {
  const registers = [registry];
  const submissions = new Counter({
    name: "platen_submissions_total",
    help: "Accepted uploads: created a job, replayed one, or mismatch for an Idempotency-Key used otherwise",
    labelNames: ["outcome"] as const,
    registers,
  });
  const refusals = new Counter({
    name: "platen_http_problems_total",
    help: "Answers that were a problem, by its code",
    labelNames: ["code"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "platen_http_request_duration_seconds",
    help: "Time from the head of a request to the end of its answer",
    labelNames: ["method", "route", "status"] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers,
  });
  new Gauge({
    name: "platen_queue_depth",
    help: "Messages that wait for a worker, roughly; absent while the queue cannot be asked",
    registers,
    async collect() {
      const messages = await queue.depth().catch(() => undefined);
      if (messages === undefined) this.remove();
      else this.set(messages);
    },
  });
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory of this process",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    registry,
    countSubmission: (outcome) => submissions.inc({ outcome }),
    countProblem: (code) => refusals.inc({ code }),
    observeRequest: ({ method, route, status, seconds }) =>
      durations.observe({ method, route, status }, seconds),
  };
}
