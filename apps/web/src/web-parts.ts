import type { Backend, Clock, ConverterDescription, JobPolicy, WatchPace } from "@platen/core";
import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { ApiKeys } from "./access/api-keys.ts";
import type { PageFiles } from "./page/page-files.ts";

/** Something that must work before the app wants requests; fails when it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** What one owner may have at the same time; 0 means no limit. */
export interface Quotas {
  readonly queuedJobs: number;
  /** Of documents and results. */
  readonly storedBytes: number;
  /** The last two are for each web app, and for each address where there are no keys. */
  readonly eventStreams: number;
  readonly waitingRequests: number;
}

/** Limits and habits of the web app, from its settings. */
export interface WebValues {
  readonly maxUploadBytes: number;
  /** More uploads than these are not read until it is their turn. */
  readonly uploadsAtOnce: number;
  /** How long `/v1/convert` waits for the end of its job. */
  readonly convertWaitMs: number;
  /** A connection without a byte for so long is closed, unless the server is the one who is late. */
  readonly idleTimeoutMs: number;
  /** After a refusal in mid-upload the client has so long to notice. */
  readonly lingerMs: number;
  readonly maxConnections: number;
  /** Per owner, or address where there are no keys; 0 for no limit. */
  readonly requestsPerMinute: number;
  readonly quotas: Quotas;
  /** Beyond this mean delay of the event loop, requests are turned away; 0 for never. */
  readonly maxLoopDelayMs: number;
  /** The longest wait for one answer of the job store. */
  readonly storePatienceMs: number;
  readonly watchPace: WatchPace;
  /** Where none are demanded, whoever reaches the server may use it. */
  readonly apiKeys: ApiKeys;
  /** The host names that requests may be for; undefined for any. */
  readonly hostnames: readonly string[] | undefined;
  /** Whose `X-Forwarded-…` headers to believe, as Fastify takes it. */
  readonly trustProxy: string | false;
}

/** Everything the app needs from outside. */
export interface WebParts {
  readonly backend: Backend;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly values: WebValues;
  readonly page: PageFiles;
  /** Beyond store, queue and storage, which are always checked. */
  readonly checks?: readonly ReadinessCheck[];
  /** Where the worker runs in the same process. */
  readonly describeWorker?: () => ConverterDescription;
  /** Where the figures go, if others of the process are shown with them. */
  readonly registry?: Registry;
}
