const statuses = ["queued", "processing", "succeeded", "failed", "canceled", "expired"];

/** The row of a job as it is now is counted, and as it was is not. A batch of no name has no row. */
const added = `
  INSERT INTO batches (owner, batch, created_at, jobs, ${statuses.join(", ")}, bytes)
    SELECT NEW.owner, NEW.batch, NEW.created_at, 0, 0, 0, 0, 0, 0, 0, 0 WHERE NEW.batch IS NOT NULL
    ON CONFLICT DO NOTHING;
  UPDATE batches SET jobs = jobs + 1, bytes = bytes + NEW.bytes,
    ${statuses.map((status) => `${status} = ${status} + (NEW.status = '${status}')`).join(", ")}
    WHERE owner = NEW.owner AND batch = NEW.batch;`;
const taken = `
  UPDATE batches SET jobs = jobs - 1, bytes = bytes - OLD.bytes,
    ${statuses.map((status) => `${status} = ${status} - (OLD.status = '${status}')`).join(", ")}
    WHERE owner = OLD.owner AND batch = OLD.batch;
  DELETE FROM batches WHERE owner = OLD.owner AND batch = OLD.batch AND jobs = 0;`;

/**
 * What each batch of an owner has: jobs by their status, and `bytes` of documents and results. Counted by triggers as
 * `owner_usage` is. A row lives as long as the batch has jobs, and is as old as the first of them.
 */
export const batches = `
CREATE TABLE batches (
  owner TEXT NOT NULL,
  batch TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  jobs INTEGER NOT NULL,
  queued INTEGER NOT NULL,
  processing INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  canceled INTEGER NOT NULL,
  expired INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (owner, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX batches_listed ON batches (owner, created_at, batch);
INSERT INTO batches (owner, batch, created_at, jobs, queued, processing, succeeded, failed, canceled, expired, bytes)
  SELECT owner, batch, min(created_at), count(*), sum(status = 'queued'), sum(status = 'processing'),
    sum(status = 'succeeded'), sum(status = 'failed'), sum(status = 'canceled'), sum(status = 'expired'), sum(bytes)
  FROM jobs WHERE batch IS NOT NULL GROUP BY owner, batch;

CREATE TRIGGER job_joined_batch AFTER INSERT ON jobs WHEN NEW.batch IS NOT NULL BEGIN
  ${added}
END;

CREATE TRIGGER job_changed_in_batch AFTER UPDATE ON jobs
WHEN (OLD.batch IS NOT NULL OR NEW.batch IS NOT NULL) AND (OLD.owner <> NEW.owner OR OLD.batch IS NOT NEW.batch
  OR OLD.status <> NEW.status OR OLD.bytes <> NEW.bytes) BEGIN
  ${added}
  ${taken}
END;

CREATE TRIGGER job_left_batch AFTER DELETE ON jobs WHEN OLD.batch IS NOT NULL BEGIN
  ${taken}
END;
`;
