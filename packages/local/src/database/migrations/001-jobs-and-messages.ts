/**
 * Jobs are kept as JSON, with those of their fields as columns that something is found by. Each index serves one
 * question whole: its order is the order of the answer, so that no question grows with the number of rows.
 *
 * Messages are ready (`hidden_until` is null) or hidden. `owners` and `queue` count what is ready, by triggers, so
 * that no statement can forget to; a row of `owners` lives as long as there are messages of that owner. `turn`
 * stands for the owner's place in the round: who becomes ready joins at its end, and who was served goes there.
 * `token` changes whenever a message changes hands, so that an earlier holder can no longer touch it.
 */
export const jobsAndMessages = `
CREATE TABLE installation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id_key BLOB NOT NULL CHECK (length(id_key) = 32)
) STRICT;

CREATE TABLE jobs (
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  status TEXT NOT NULL,
  batch TEXT,
  revision INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_due ON jobs (due_at);
CREATE INDEX jobs_listed ON jobs (owner, created_at, id);
CREATE INDEX jobs_listed_by_status ON jobs (owner, status, created_at, id);
CREATE INDEX jobs_listed_by_batch ON jobs (owner, batch, created_at, id) WHERE batch IS NOT NULL;
CREATE INDEX jobs_listed_by_both ON jobs (owner, batch, status, created_at, id) WHERE batch IS NOT NULL;

CREATE TABLE queue (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  ready INTEGER NOT NULL CHECK (ready >= 0),
  turns INTEGER NOT NULL
) STRICT;
INSERT INTO queue (only, ready, turns) VALUES (1, 0, 0);

CREATE TABLE owners (
  owner TEXT NOT NULL PRIMARY KEY,
  messages INTEGER NOT NULL,
  ready INTEGER NOT NULL CHECK (ready BETWEEN 0 AND messages),
  last_place INTEGER NOT NULL,
  turn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX owners_in_turn ON owners (turn, ready) WHERE ready > 0;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  place INTEGER NOT NULL,
  receives INTEGER NOT NULL,
  token INTEGER NOT NULL,
  hidden_until INTEGER
) STRICT;
CREATE INDEX messages_ready ON messages (owner, place) WHERE hidden_until IS NULL;
CREATE INDEX messages_hidden ON messages (hidden_until) WHERE hidden_until IS NOT NULL;
CREATE INDEX messages_of_job ON messages (job_id);

CREATE TRIGGER message_sent AFTER INSERT ON messages BEGIN
  INSERT INTO owners (owner, messages, ready, last_place, turn) VALUES (NEW.owner, 0, 0, 0, 0)
    ON CONFLICT DO NOTHING;
  UPDATE owners
    SET messages = messages + 1, ready = ready + (NEW.hidden_until IS NULL), last_place = NEW.place
    WHERE owner = NEW.owner;
END;

CREATE TRIGGER message_shown_or_hidden AFTER UPDATE OF hidden_until ON messages
WHEN (OLD.hidden_until IS NULL) <> (NEW.hidden_until IS NULL) BEGIN
  UPDATE owners SET ready = ready + (NEW.hidden_until IS NULL) - (OLD.hidden_until IS NULL)
    WHERE owner = NEW.owner;
END;

CREATE TRIGGER message_gone AFTER DELETE ON messages BEGIN
  UPDATE owners SET messages = messages - 1, ready = ready - (OLD.hidden_until IS NULL)
    WHERE owner = OLD.owner;
  DELETE FROM owners WHERE owner = OLD.owner AND messages = 0;
END;

CREATE TRIGGER owner_ready AFTER UPDATE OF ready ON owners WHEN NEW.ready <> OLD.ready BEGIN
  UPDATE queue SET ready = ready + NEW.ready - OLD.ready, turns = turns + (OLD.ready = 0) WHERE only = 1;
  UPDATE owners SET turn = (SELECT turns FROM queue WHERE only = 1)
    WHERE owner = NEW.owner AND OLD.ready = 0;
END;
`;
