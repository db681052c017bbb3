import { defaultJobPolicy as policy } from "@platen/core";
import { type Static, Type } from "typebox";

const time = (variable: string, range: { default: number; minimum?: number }, description: string) =>
  Type.Integer({ variable, minimum: 0, maximum: 365 * 86_400_000, ...range, description });

const count = (variable: string, value: number, description: string) =>
  Type.Integer({ variable, default: value, minimum: 0, maximum: 1_000_000, description });

/** What an operator may change of a job's policy. Web apps and workers of one installation must have the same. */
export const policySettings = Type.Object({
  leaseMs: time(
    "LEASE_MS",
    { default: policy.leaseMs, minimum: 1_000 },
    "How long a worker's claim of a job lasts without renewal, in milliseconds. Then another worker may claim the job.",
  ),
  clockAllowanceMs: time(
    "CLOCK_ALLOWANCE_MS",
    { default: policy.clockAllowanceMs },
    "How far the clocks of two machines may differ, in milliseconds.",
  ),
  maxFailures: count(
    "MAX_FAILURES",
    policy.maxFailures,
    "How often a conversion may fail before the job fails.",
  ),
  maxLosses: count(
    "MAX_LOSSES",
    policy.maxLosses,
    "How often a worker may die over a job before the job fails as worker_lost.",
  ),
  maxReleases: count(
    "MAX_RELEASES",
    policy.maxReleases,
    "How often a job may be given back unfinished, for a shutdown or a full disk, before it fails.",
  ),
  maxWaitMs: time(
    "MAX_WAIT_MS",
    { default: policy.maxWaitMs, minimum: 1_000 },
    "The longest a job may wait in the queue before it ends as expired, in milliseconds.",
  ),
  keepMs: time(
    "KEEP_MS",
    { default: policy.keepMs },
    "How long source and result are kept after a job's end, in milliseconds.",
  ),
  callbackRetryMs: time(
    "CALLBACK_RETRY_MS",
    { default: policy.callbackRetryMs },
    "How long it is tried to tell the address of a callback of a job's end, in milliseconds; the job is kept meanwhile.",
  ),
});

export type PolicySettings = Static<typeof policySettings>;
