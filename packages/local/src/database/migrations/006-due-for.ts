/** Rescues and removals are due in an index each, so that no rescue waits behind removals. */
export const dueFor = `
ALTER TABLE jobs ADD COLUMN due_for TEXT NOT NULL DEFAULT 'rescue';
UPDATE jobs SET due_for = 'removal'
  WHERE status NOT IN ('queued', 'processing') AND content NOT LIKE '%"state":"sending"%';
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (due_for, due_at);
`;
