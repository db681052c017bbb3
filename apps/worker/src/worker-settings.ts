import { type Static, Type } from "typebox";

const whole = (
  variable: string,
  range: { default?: number; minimum: number; maximum: number },
  description: string,
) => Type.Integer({ variable, ...range, description });

/** How one worker works. Workers of one installation may differ. */
export const workerSettings = Type.Object({
  slots: Type.Optional(
    whole(
      "WORKER_SLOTS",
      { minimum: 1, maximum: 256 },
      "How many documents are converted at the same time; by default one for each processor core, or fewer where " +
        "memory leaves less than 1 GiB to each.",
    ),
  ),
  workPath: Type.String({
    variable: "WORK_PATH",
    default: "./data/work",
    minLength: 1,
    description:
      "The folder for documents while they are converted; made when it is missing, empty in between.",
  }),
  drainMs: whole(
    "DRAIN_MS",
    { default: 15_000, minimum: 0, maximum: 3_600_000 },
    "How long running conversions may go on after a signal to stop, in milliseconds; what is not ready by then " +
      "goes back into the queue. The program ends at most 10 seconds later.",
  ),
  sweepIntervalMs: whole(
    "SWEEP_INTERVAL_MS",
    { default: 7_000, minimum: 100, maximum: 3_600_000 },
    "The pause between two looks for jobs that a dead worker left behind, in milliseconds.",
  ),
  heartbeatIntervalMs: whole(
    "HEARTBEAT_INTERVAL_MS",
    { default: 500, minimum: 50, maximum: 10_000 },
    "How often a worker reads the row of its running job and writes progress, in milliseconds: the longest that a cancel " +
      "goes unnoticed.",
  ),
});

/** Only for a worker that is a program of its own: in one process with the web app, that one shows the metrics. */
export const monitorSettings = Type.Object({
  port: Type.Optional(
    whole(
      "WORKER_METRICS_PORT",
      { minimum: 0, maximum: 65_535 },
      "The port on 127.0.0.1 where a worker of its own shows /metrics and /readyz; by default none.",
    ),
  ),
});

export type WorkerSettings = Static<typeof workerSettings>;

/** After DRAIN_MS: giving jobs back, ending LibreOffice and closing the backend take no longer than this. */
export const endingMs = 10_000;
