/**
 * The jobs that were changed or removed lately, in order, so that whoever watches many jobs reads only those that
 * changed. Of what is older than some thousand changes nobody needs to know: then all that is watched is read.
 */
export const jobChanges = `
CREATE TABLE job_changes (
  number INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL
) STRICT;

CREATE TRIGGER job_change_noted AFTER UPDATE ON jobs BEGIN
  INSERT INTO job_changes (job_id) VALUES (NEW.id);
END;

CREATE TRIGGER job_removal_noted AFTER DELETE ON jobs BEGIN
  INSERT INTO job_changes (job_id) VALUES (OLD.id);
END;

CREATE TRIGGER job_changes_forgotten AFTER INSERT ON job_changes WHEN NEW.number % 256 = 0 BEGIN
  DELETE FROM job_changes WHERE number <= NEW.number - 4096;
END;
`;
