import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { jobStatements } from "../jobs/job-statements.ts";
import { messageStatements } from "../queue/message-statements.ts";
import { migrate } from "./migrate.ts";

/** What a statement touches, as SQLite plans it; the last line of each step is what counts. */
function planOf(connection: DatabaseSync, sql: string): string[] {
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
  return steps.map((step) => String(step.detail));
}

/** A subquery of bounded size may be walked through, its own step shows what it reads; and so may what is handed over. */
const isBounded = (step: string) =>
  /^SCAN (\(subquery-\d+\)|CONSTANT ROW|known VIRTUAL TABLE INDEX 1:)$/.test(step);

describe("no statement walks through a table or sorts", () => {
  const connection = new DatabaseSync(":memory:");
  migrate(connection, "memory");
  const statements = { ...jobStatements, ...messageStatements };
  for (const [name, sql] of Object.entries(statements)) {
    it(name, () => {
      const steps = planOf(connection, sql);
      const slow = steps.filter((step) => /SCAN|TEMP B-TREE/.test(step) && !isBounded(step));
      assert.deepEqual(slow, [], steps.join("\n"));
    });
  }

  it("sees a statement that does", () => {
    const steps = planOf(connection, "SELECT content FROM jobs WHERE status = 'queued' ORDER BY due_at");
    assert.ok(
      steps.some((step) => /^SCAN jobs/.test(step)),
      steps.join("\n"),
    );
  });

  it("uses the whole index for each kind of list", () => {
    const used = (sql: string) => planOf(connection, sql).join();
    assert.match(used(jobStatements.list), /jobs_listed \(owner=\? AND \(created_at,id\)<\(\?,\?\)\)/);
    assert.match(used(jobStatements.listByStatus), /jobs_listed_by_status \(owner=\? AND status=\? AND \(/);
    assert.match(used(jobStatements.listByBatch), /jobs_listed_by_batch \(owner=\? AND batch=\? AND \(/);
    assert.match(
      used(jobStatements.listByBoth),
      /jobs_listed_by_both \(owner=\? AND batch=\? AND status=\? AND/,
    );
  });
});
