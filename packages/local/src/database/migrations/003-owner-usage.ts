/** They keep `owner_usage` true in the transaction of each change, so that no statement can forget to. */
export const usageTriggers = `
CREATE TRIGGER job_created AFTER INSERT ON jobs BEGIN
  INSERT INTO owner_usage (owner, jobs, queued, bytes) VALUES (NEW.owner, 0, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE owner_usage
    SET jobs = jobs + 1, queued = queued + (NEW.status = 'queued'), bytes = bytes + NEW.bytes
    WHERE owner = NEW.owner;
END;

CREATE TRIGGER job_changed AFTER UPDATE ON jobs
WHEN OLD.owner <> NEW.owner OR (OLD.status = 'queued') <> (NEW.status = 'queued') OR OLD.bytes <> NEW.bytes BEGIN
  INSERT INTO owner_usage (owner, jobs, queued, bytes) VALUES (NEW.owner, 0, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE owner_usage
    SET jobs = jobs - 1, queued = queued - (OLD.status = 'queued'), bytes = bytes - OLD.bytes
    WHERE owner = OLD.owner;
  UPDATE owner_usage
    SET jobs = jobs + 1, queued = queued + (NEW.status = 'queued'), bytes = bytes + NEW.bytes
    WHERE owner = NEW.owner;
  DELETE FROM owner_usage WHERE owner = OLD.owner AND jobs = 0;
END;

CREATE TRIGGER job_removed AFTER DELETE ON jobs BEGIN
  UPDATE owner_usage
    SET jobs = jobs - 1, queued = queued - (OLD.status = 'queued'), bytes = bytes - OLD.bytes
    WHERE owner = OLD.owner;
  DELETE FROM owner_usage WHERE owner = OLD.owner AND jobs = 0;
END;
`;

/**
 * What each owner has: `jobs` rows, `queued` of them waiting, `bytes` of documents and results. Counted by triggers in
 * the transaction of the change, so that no statement can forget to, and asked at the same cost however many jobs there
 * are. A row lives as long as the owner has jobs.
 */
export const ownerUsage = `
ALTER TABLE jobs ADD COLUMN bytes INTEGER AS (
  coalesce(json_extract(content, '$.source.bytes'), 0) + coalesce(json_extract(content, '$.result.bytes'), 0)
);

CREATE TABLE owner_usage (
  owner TEXT NOT NULL PRIMARY KEY,
  jobs INTEGER NOT NULL,
  queued INTEGER NOT NULL CHECK (queued BETWEEN 0 AND jobs),
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO owner_usage (owner, jobs, queued, bytes)
  SELECT owner, count(*), sum(status = 'queued'), sum(bytes) FROM jobs GROUP BY owner;

${usageTriggers}`;
