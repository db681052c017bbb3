import { type Finding, finding } from "./experiment.ts";
import type { JobAudit } from "./job-audit.ts";

/** What must hold after every experiment. */
export function nothingLost(audit: JobAudit): Finding[] {
  return [
    finding("no job is lost", audit.lost === 0, audit.lost),
    finding("no job is stuck", audit.stuck === 0, audit.stuck),
    finding(
      "every result is complete and belongs to its source",
      audit.wrongResults === 0,
      audit.wrongResults,
    ),
  ];
}
