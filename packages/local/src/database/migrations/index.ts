import { jobsAndMessages } from "./001-jobs-and-messages.ts";
import { traceparent } from "./002-traceparent.ts";
import { ownerUsage } from "./003-owner-usage.ts";
import { moreSources } from "./004-more-sources.ts";
import { jobChanges } from "./005-job-changes.ts";
import { dueFor } from "./006-due-for.ts";
import { batches } from "./007-batches.ts";
import { turns } from "./008-turns.ts";

/** In the order in which they are applied. The user_version of a database says how many it has; none is ever changed. */
export const migrations: readonly string[] = [
  jobsAndMessages,
  traceparent,
  ownerUsage,
  moreSources,
  jobChanges,
  dueFor,
  batches,
  turns,
];
