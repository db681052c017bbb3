import { usageTriggers } from "./003-owner-usage.ts";

/** A job may have several documents: their bytes count for the owner too. Only the column changes that the triggers read. */
export const moreSources = `
DROP TRIGGER job_created;
DROP TRIGGER job_changed;
DROP TRIGGER job_removed;
ALTER TABLE jobs DROP COLUMN bytes;
ALTER TABLE jobs ADD COLUMN bytes INTEGER AS (
  coalesce(json_extract(content, '$.source.bytes'), 0) + coalesce(json_extract(content, '$.moreSourceBytes'), 0) +
  coalesce(json_extract(content, '$.result.bytes'), 0)
);
${usageTriggers}`;
