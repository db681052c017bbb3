/**
 * The clocks and budgets of a job, in milliseconds and counts. All programs of an installation must have the same. Those
 * that an operator may change are in `backend/src/policy-settings.ts`; the pauses of sending and retrying are not among them.
 */
export const defaultJobPolicy = {
  /** How long a claim lasts without renewal. */
  leaseMs: 60_000,
  /** How far the clocks of two machines may differ: a lease is stolen only when it is over by more. */
  clockAllowanceMs: 2_000,
  maxFailures: 3,
  maxLosses: 5,
  maxReleases: 20,
  /** The longest a job may wait in the queue. */
  maxWaitMs: 6 * 3_600_000,
  /** How long source and result are kept after the end. */
  keepMs: 24 * 3_600_000,
  /** How long it is tried to tell others of a job's end, before they are given up. */
  callbackRetryMs: 24 * 3_600_000,
  /** A send that was not noted by then counts as forgotten. A web app notes it after 2 s, or after 4 s where the queue is slow. */
  sendGraceMs: 5_000,
  /**
   * A noted message that led to nothing by then counts as lost; doubled with each further send. Real queues lose
   * almost none, and a job that only waits in a long queue must not be sent again and again.
   */
  resendMs: 300_000,
  /** The first pause of such tries, and the longest; each is three times the one before. */
  callbackBaseMs: 5_000,
  callbackCapMs: 4 * 3_600_000,
  /** How long an attempt has for itself, with the wait for its turn; one with a result has eight times as long. */
  callbackClaimMs: 120_000,
  /** Upper bound of the first pause between two attempts; doubled with each failure. What fails by chance, such as for want of memory, is over after a second. */
  retryBaseMs: 1_000,
  /** Upper bound of every such pause: so nobody waits much longer than the trouble lasts. */
  retryCapMs: 30_000,
};

export type JobPolicy = Readonly<typeof defaultJobPolicy>;
