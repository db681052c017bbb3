import { defaultJobPolicy } from "@platen/core";
import { type Static, Type } from "typebox";

const time = { minimum: 0, maximum: 365 * 86_400_000 };
const count = { minimum: 0, maximum: 1_000_000 };

/** What an operator may change of a job's policy. Web apps and workers of one installation must have the same. */
export const policySettings = Type.Object({
  leaseMs: Type.Integer({
    ...time,
    variable: "LEASE_MS",
    default: defaultJobPolicy.leaseMs,
    minimum: 1_000,
    description:
      "How long a worker holds a job without renewing, in milliseconds. A dead worker's job is taken up after this time.",
  }),
  clockAllowanceMs: Type.Integer({
    ...time,
    variable: "CLOCK_ALLOWANCE_MS",
    default: defaultJobPolicy.clockAllowanceMs,
    description: "How far the clocks of two machines may differ, in milliseconds.",
  }),
  maxFailures: Type.Integer({
    ...count,
    variable: "MAX_FAILURES",
    default: defaultJobPolicy.maxFailures,
    description: "How often a conversion may fail before the job fails.",
  }),
  maxLosses: Type.Integer({
    ...count,
    variable: "MAX_LOSSES",
    default: defaultJobPolicy.maxLosses,
    description: "How often a worker may die over a job before the job fails as worker_lost.",
  }),
  maxReleases: Type.Integer({
    ...count,
    variable: "MAX_RELEASES",
    default: defaultJobPolicy.maxReleases,
    description:
      "How often a job may be given back unfinished, for a shutdown or a full disk, before it fails.",
  }),
  maxWaitMs: Type.Integer({
    ...time,
    variable: "MAX_WAIT_MS",
    default: defaultJobPolicy.maxWaitMs,
    minimum: 1_000,
    description: "The longest a job may wait in the queue before it ends as expired, in milliseconds.",
  }),
  keepMs: Type.Integer({
    ...time,
    variable: "KEEP_MS",
    default: defaultJobPolicy.keepMs,
    description: "How long source and result are kept after a job's end, in milliseconds.",
  }),
});

export type PolicySettings = Static<typeof policySettings>;
