/** The clocks and budgets of a job, in milliseconds and counts. */
export interface JobPolicy {
  /** How long a worker holds a job without renewing. */
  readonly leaseMs: number;
  /** How far the clocks of two machines may differ: a lease is stolen only when it is over by more. */
  readonly clockAllowanceMs: number;
  readonly maxFailures: number;
  readonly maxLosses: number;
  readonly maxReleases: number;
  /** The longest a job may wait in the queue. */
  readonly maxWaitMs: number;
  /** How long source and result are kept after the end. */
  readonly keepMs: number;
  /** A send that was not noted by then counts as forgotten. */
  readonly sendGraceMs: number;
  /** A noted message that led to nothing by then counts as lost; doubled with each further send. */
  readonly resendMs: number;
  /** Upper bound of the first pause between two attempts; doubled with each failure. */
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
}

export const defaultJobPolicy: JobPolicy = {
  leaseMs: 60_000,
  clockAllowanceMs: 2_000,
  maxFailures: 3,
  maxLosses: 5,
  maxReleases: 20,
  maxWaitMs: 6 * 3_600_000,
  keepMs: 24 * 3_600_000,
  sendGraceMs: 5_000,
  resendMs: 300_000,
  retryBaseMs: 1_000,
  retryCapMs: 30_000,
};
