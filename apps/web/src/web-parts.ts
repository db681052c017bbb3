import type { Backend, Clock, ConverterDescription, JobPolicy } from "@platen/core";
import type { GuardedClient } from "@platen/outbound";
import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { PageFiles } from "./page/page-files.ts";
import type { WebValues } from "./web-values.ts";

/** Something that must work before the app wants requests; fails when it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** Everything the app needs from outside. */
export interface WebParts {
  readonly backend: Backend;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly values: WebValues;
  readonly page: PageFiles;
  /** For every address that a client names. */
  readonly outbound: GuardedClient;
  /** Beyond store, queue and storage, which are always checked. */
  readonly checks?: readonly ReadinessCheck[];
  /** Where the worker runs in the same process. */
  readonly describeWorker?: () => ConverterDescription;
  /** Where the figures go, if others of the process are shown with them. */
  readonly registry?: Registry;
}
