/** Every question to the tables of messages. A test checks that none of them ever walks through one. */
export const messageStatements = {
  send: `
    INSERT INTO messages (job_id, owner, place, receives, token, hidden_until, traceparent)
    VALUES (:jobId, :owner, 1 + coalesce((SELECT last_place FROM owners WHERE owner = :owner), 0), 0, 0, :hiddenUntil,
      :traceparent)`,
  /** A few at a time, so that a transaction stays short; whoever looks next shows the rest. */
  showDue: `
    UPDATE messages SET hidden_until = NULL
    WHERE id IN (SELECT id FROM messages WHERE hidden_until <= ? ORDER BY hidden_until LIMIT 100)`,
  nextOwner: "SELECT owner FROM owners WHERE ready > 0 AND turn > 0 ORDER BY turn LIMIT 1",
  take: `
    UPDATE messages SET hidden_until = :hiddenUntil, receives = receives + 1, token = token + 1
    WHERE id = (SELECT id FROM messages WHERE owner = :owner AND hidden_until IS NULL ORDER BY place LIMIT 1)
    RETURNING id, job_id, receives, token, traceparent`,
  nextTurn: "UPDATE queue SET turns = turns + 1 WHERE only = 1",
  giveTurn: "UPDATE owners SET turn = (SELECT turns FROM queue WHERE only = 1) WHERE owner = ?",
  extend: "UPDATE messages SET hidden_until = :hiddenUntil WHERE id = :id AND token = :token",
  release:
    "UPDATE messages SET hidden_until = :hiddenUntil, token = token + 1 WHERE id = :id AND token = :token",
  complete: "DELETE FROM messages WHERE id = :id AND token = :token",
  ready: "SELECT ready FROM queue WHERE only = 1",
  nextDue: "SELECT min(hidden_until) AS due FROM messages WHERE hidden_until IS NOT NULL",
  countDue: "SELECT count(*) AS due FROM (SELECT 1 FROM messages WHERE hidden_until <= ? LIMIT 1000)",
  placeOf: `
    SELECT messages.owner, messages.hidden_until, owners.turn, owners.ready,
      max(0, owners.ready - 1 - (owners.last_place - messages.place)) AS ahead
    FROM messages JOIN owners ON owners.owner = messages.owner
    WHERE messages.job_id = ? ORDER BY messages.id LIMIT 1`,
  /** What other owners have ready, and how much of it comes first, seen from those next in turn. */
  others: `
    SELECT coalesce(sum(ready), 0) AS ready, coalesce(sum(min(ready, :ahead + (turn < :turn))), 0) AS ahead
    FROM (SELECT turn, ready FROM owners WHERE ready > 0 AND turn > 0 ORDER BY turn LIMIT 200)
    WHERE turn <> :turn`,
} as const;
