/** Every question to the table of jobs. A test checks that none of them ever walks through it. */
export const jobStatements = {
  create: `
    INSERT INTO jobs (id, owner, status, batch, revision, due_for, due_at, created_at, content)
    VALUES (:id, :owner, :status, :batch, :revision, :dueFor, :dueAt, :createdAt, :content)
    ON CONFLICT (id) DO NOTHING`,
  find: "SELECT content FROM jobs WHERE id = ?",
  findChanged: `
    SELECT known.key AS id, jobs.content
    FROM json_each(?) AS known LEFT JOIN jobs ON jobs.id = known.key
    WHERE jobs.revision IS NOT known.value`,
  changes: "SELECT job_id FROM job_changes WHERE number > ? ORDER BY number",
  firstChange: "SELECT min(number) AS number FROM job_changes",
  lastChange: "SELECT max(number) AS number FROM job_changes",
  replace: `
    UPDATE jobs
    SET owner = :owner, status = :status, batch = :batch, revision = :revision, due_for = :dueFor, due_at = :dueAt,
      created_at = :createdAt, content = :content
    WHERE id = :id AND revision = :ifRevision`,
  remove: "DELETE FROM jobs WHERE id = ? AND revision = ?",
  due: "SELECT content FROM jobs WHERE due_for = ? AND due_at <= ? ORDER BY due_at LIMIT ?",
  // As a REAL, since node:sqlite refuses whole numbers that JavaScript cannot hold.
  usage: "SELECT queued, CAST(bytes AS REAL) AS bytes FROM owner_usage WHERE owner = ?",
  list: listWhere("owner = :owner"),
  listByStatus: listWhere("owner = :owner AND status = :status"),
  listByBatch: listWhere("owner = :owner AND batch = :batch"),
  listByBoth: listWhere("owner = :owner AND batch = :batch AND status = :status"),
  batch: "SELECT * FROM batches WHERE owner = :owner AND batch = :batch",
  batches: `
    SELECT * FROM batches WHERE owner = :owner AND (created_at, batch) < (:createdAt, :id)
    ORDER BY created_at DESC, batch DESC LIMIT :limit`,
  batchJobs: `
    SELECT created_at, id, content FROM jobs
    WHERE owner = :owner AND batch = :batch AND (created_at, id) > (:createdAt, :id)
    ORDER BY created_at, id LIMIT :limit`,
  batchEntries: `
    SELECT id, status, revision FROM jobs WHERE owner = :owner AND batch = :batch ORDER BY created_at, id`,
  takeTurn: `
    INSERT INTO turns (name, holder, until) VALUES (:name, :holder, :until)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE turns.until <= :now OR turns.holder = excluded.holder`,
} as const;

function listWhere(condition: string): string {
  return `
    SELECT created_at, id, content FROM jobs
    WHERE ${condition} AND (created_at, id) < (:createdAt, :id)
    ORDER BY created_at DESC, id DESC LIMIT :limit`;
}
