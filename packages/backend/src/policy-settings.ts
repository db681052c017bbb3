import { defaultJobPolicy, type JobPolicy } from "@platen/core";
import { type Static, type TObject, Type } from "typebox";

const milliseconds = (value: number, minimum: number, description: string) =>
  Type.Integer({ default: value, minimum, maximum: 365 * 86_400_000, description });

const count = (value: number, description: string) =>
  Type.Integer({ default: value, minimum: 0, maximum: 1_000_000, description });

/** The clocks and budgets of a job. Web apps and workers of one installation must have the same. */
export const policySettings = {
  LEASE_MS: milliseconds(
    defaultJobPolicy.leaseMs,
    1_000,
    "How long a worker holds a job without renewing, in milliseconds. A dead worker's job is taken up after this time.",
  ),
  CLOCK_ALLOWANCE_MS: milliseconds(
    defaultJobPolicy.clockAllowanceMs,
    0,
    "How far the clocks of two machines may differ, in milliseconds.",
  ),
  MAX_FAILURES: count(defaultJobPolicy.maxFailures, "How often a conversion may fail before the job fails."),
  MAX_LOSSES: count(
    defaultJobPolicy.maxLosses,
    "How often a worker may die over a job before the job fails as worker_lost.",
  ),
  MAX_RELEASES: count(
    defaultJobPolicy.maxReleases,
    "How often a job may be given back unfinished, for a shutdown or a full disk, before it fails.",
  ),
  MAX_WAIT_MS: milliseconds(
    defaultJobPolicy.maxWaitMs,
    1_000,
    "The longest a job may wait in the queue before it ends as expired, in milliseconds.",
  ),
  KEEP_MS: milliseconds(
    defaultJobPolicy.keepMs,
    0,
    "How long source and result are kept after a job's end, in milliseconds.",
  ),
  SEND_GRACE_MS: milliseconds(
    defaultJobPolicy.sendGraceMs,
    100,
    "A job whose message was not noted as sent by then is sent again, in milliseconds.",
  ),
  RESEND_MS: milliseconds(
    defaultJobPolicy.resendMs,
    1_000,
    "A job whose message led to nothing by then is sent again, in milliseconds; doubled each time.",
  ),
  RETRY_BASE_MS: milliseconds(
    defaultJobPolicy.retryBaseMs,
    0,
    "Upper bound of the first pause before a failed conversion is tried again, in milliseconds; doubled each time.",
  ),
  RETRY_CAP_MS: milliseconds(
    defaultJobPolicy.retryCapMs,
    0,
    "Upper bound of every pause before a failed conversion is tried again, in milliseconds.",
  ),
};

export type PolicySettings = Static<TObject<typeof policySettings>>;

export function jobPolicyOf(settings: PolicySettings): JobPolicy {
  return {
    leaseMs: settings.LEASE_MS,
    clockAllowanceMs: settings.CLOCK_ALLOWANCE_MS,
    maxFailures: settings.MAX_FAILURES,
    maxLosses: settings.MAX_LOSSES,
    maxReleases: settings.MAX_RELEASES,
    maxWaitMs: settings.MAX_WAIT_MS,
    keepMs: settings.KEEP_MS,
    sendGraceMs: settings.SEND_GRACE_MS,
    resendMs: settings.RESEND_MS,
    retryBaseMs: settings.RETRY_BASE_MS,
    retryCapMs: settings.RETRY_CAP_MS,
  };
}
