import { JobWatches, SharedSlots } from "@platen/core";
import { BackgroundWork } from "./context/background-work.ts";
import { PagesEstimate } from "./context/estimate-pages.ts";
import { WaitEstimate } from "./context/estimate-wait.ts";
import { jobsWithTimeout } from "./context/jobs-with-timeout.ts";
import { OwnerShares } from "./context/owner-shares.ts";
import { TurnQueue } from "./context/turn-queue.ts";
import { type Metrics, newMetrics } from "./metrics/metrics.ts";
import type { WebParts } from "./web-parts.ts";

/** What the routes of one app share: its parts, and what it remembers while it runs. */
export interface WebContext extends WebParts {
  readonly background: BackgroundWork;
  readonly estimate: WaitEstimate;
  readonly pagesEstimate: PagesEstimate;
  readonly metrics: Metrics;
  readonly turns: TurnQueue;
  readonly eventStreams: OwnerShares;
  /** Of requests that wait for their jobs. */
  readonly waits: OwnerShares;
  /** Event streams and waits look at their jobs through these alone. */
  readonly watches: JobWatches;
  /** Of uploads by a permit: whoever has one takes nothing away from those who show a key. */
  readonly permittedTurns: TurnQueue;
  /** Of documents that are fetched by their address. */
  readonly fetches: SharedSlots;
  /** Aborted when the app begins to stop: event streams and waits end. */
  readonly stopping: AbortSignal;
}

export function newWebContext(parts: WebParts, stopping: AbortSignal): WebContext {
  const jobs = jobsWithTimeout(parts.backend.jobs, parts.values.storePatienceMs);
  const backend = { ...parts.backend, jobs };
  const metrics = newMetrics(backend.queue, parts.registry);
  return {
    ...parts,
    backend,
    metrics,
    stopping,
    background: new BackgroundWork(),
    estimate: new WaitEstimate(),
    pagesEstimate: new PagesEstimate(),
    turns: new TurnQueue(parts.values.uploadsAtOnce),
    eventStreams: new OwnerShares(
      parts.values.quotas.eventStreams,
      "event streams may be open at once for you. Close some, or ask for the job itself now and then.",
    ),
    waits: new OwnerShares(
      parts.values.quotas.waitingRequests,
      "of your requests may wait at once. Let some of them end, or send them without Prefer: wait and ask later.",
    ),
    watches: new JobWatches(jobs),
    fetches: new SharedSlots({
      ...{ slots: 2 * parts.values.uploadsAtOnce, slotsOfOne: parts.values.uploadsAtOnce },
      ...{ places: 1_000, placesOfOne: 100 },
    }),
    permittedTurns: new TurnQueue(parts.values.uploadsAtOnce),
  };
}
