import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Backend } from "@platen/core";
import { eventually } from "@platen/core/contracts";
import type { JobView } from "../schemas/job-schema.ts";
import { submitTo } from "../testing/batches.ts";
import { newSqliteWeb, type TestWeb } from "../testing/test-web.ts";

interface ServerEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

function eventsIn(text: string): ServerEvent[] {
  return [...text.matchAll(/(?:id: (.*)\n)?event: (\w+)\ndata: (.*)\n\n/g)].map(
    ([, id, event = "", data = ""]) => ({
      id,
      event,
      data: JSON.parse(data),
    }),
  );
}

const of = (events: readonly ServerEvent[], kind: string) => events.filter(({ event }) => event === kind);

/** Follows the stream; `stop` ends it, and gives what has come. */
async function follow(web: TestWeb<Backend>, batch: string, headers: Record<string, string> = {}) {
  const leave = new AbortController();
  const origin = web.app.server.listening ? web.app.listeningOrigin : await web.listen();
  const answer = await fetch(`${origin}/v1/batches/${batch}/events`, {
    headers,
    signal: leave.signal,
  });
  let text = "";
  const reading = (async () => {
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
  })().catch(() => undefined);
  return {
    status: answer.status,
    events: () => eventsIn(text),
    ended: reading,
    leave: () => leave.abort(),
  };
}

describe("GET /v1/batches/{batch}/events", () => {
  it("tells all jobs as they are and as they change, also those that come later, until all have ended", async (test) => {
    const web = await newSqliteWeb(test);
    const first = await submitTo(web, { batch: "b-1", filename: "a.pptx" });
    await submitTo(web, { batch: "b-2" });
    const stream = await follow(web, "b-1");
    await eventually(async () => assert.equal(of(stream.events(), "batch").length, 1));
    const later = await submitTo(web, {
      batch: "b-1",
      filename: "b.pptx",
      instructions: "platen-fail=source_corrupt",
    });
    await eventually(async () => assert.equal(of(stream.events(), "job").length, 2));
    await web.startWorker();
    await stream.ended;
    const jobs = of(stream.events(), "job").map(({ data }) => data);
    assert.deepEqual(
      jobs.slice(0, 2).map(({ id, status }) => [id, status]),
      [
        [first.id, "queued"],
        [later.id, "queued"],
      ],
    );
    const last = new Map(jobs.map(({ id, status }) => [id, status]));
    assert.deepEqual(
      [...last],
      [
        [first.id, "succeeded"],
        [later.id, "failed"],
      ],
    );
    const batch = of(stream.events(), "batch").at(-1)?.data;
    assert.deepEqual([batch?.total, batch?.percent], [2, 100]);
    const { data, nextCursor, ...shown } = (await web.app.inject("/v1/batches/b-1")).json();
    assert.deepEqual(batch, shown);
    assert.deepEqual(
      [data, nextCursor],
      [jobs.filter(({ status }) => status !== "queued" && status !== "processing"), null],
    );
  });

  it("goes on after the last event that was seen, and tells a browser to stop after the end", async (test) => {
    const web = await newSqliteWeb(test);
    const longAgo = Date.now() - 60_000;
    const old = await submitTo(web, { batch: "b-1" });
    const row = await web.backend.jobs.find(old.id);
    assert.ok(row);
    await web.backend.jobs.replace(
      { ...row, createdAt: longAgo, notBefore: longAgo, revision: row.revision + 1 },
      row.revision,
    );
    const stream = await follow(web, "b-1");
    await eventually(async () => assert.equal(of(stream.events(), "batch").length, 1));
    stream.leave();
    const id = of(stream.events(), "batch")[0]?.id ?? "";
    const added = await submitTo(web, { batch: "b-1" });
    const again = await follow(web, "b-1", { "last-event-id": id });
    await eventually(async () => assert.equal(of(again.events(), "batch").length, 1));
    assert.deepEqual(
      of(again.events(), "job").map(({ data }) => data.id),
      [added.id],
    );
    for (const { id: job } of [old, added])
      await web.app.inject({ method: "POST", url: `/v1/jobs/${job}/cancel` });
    await again.ended;
    const lastId = of(again.events(), "batch").at(-1)?.id ?? "";
    const over = await follow(web, "b-1", { "last-event-id": lastId });
    assert.equal(over.status, 204);
    await submitTo(web, { batch: "b-1" });
    const more = await follow(web, "b-1", { "last-event-id": lastId });
    assert.equal(more.status, 200);
    more.leave();
  });

  it("names the jobs that are there to whoever connects after one was removed", async (test) => {
    const web = await newSqliteWeb(test);
    const [a, b] = [await submitTo(web, { batch: "b-1" }), await submitTo(web, { batch: "b-1" })];
    const c = await submitTo(web, { batch: "b-1" });
    await web.app.inject({ method: "POST", url: "/v1/batches/b-1/cancel" });
    const first = await follow(web, "b-1");
    await first.ended;
    assert.deepEqual(of(first.events(), "present")[0]?.data, { ids: [a.id, b.id, c.id] });
    const id = of(first.events(), "batch").at(-1)?.id ?? "";
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${b.id}` });
    const again = await follow(web, "b-1", { "last-event-id": id });
    await again.ended;
    assert.deepEqual(again.events()[0], { id: undefined, event: "present", data: { ids: [a.id, c.id] } });
    const batch = of(again.events(), "batch").at(-1);
    assert.equal(batch?.data.total, 2);
    await web.app.inject({ method: "POST", url: `/v1/jobs/${a.id}/retry` });
    const later = await follow(web, "b-1", { "last-event-id": batch?.id ?? "" });
    await eventually(async () => assert.equal(of(later.events(), "batch").length, 1));
    later.leave();
    assert.deepEqual(of(later.events(), "present"), [], "only where other jobs are there");
  });

  it("tells that nothing is heard any more of the worker of a job", async (test) => {
    const web = await newSqliteWeb(test, { policy: { leaseMs: 2_000, clockAllowanceMs: 0 } });
    const { id } = await submitTo(web, { batch: "b-1" });
    const row = await web.backend.jobs.find(id);
    assert.ok(row);
    const leaseUntil = Date.now() + 2_000;
    const claimed = { ...row, status: "processing", attempt: 1, leaseOwner: "gone", leaseUntil } as const;
    await web.backend.jobs.replace({ ...claimed, revision: row.revision + 1 }, row.revision);
    const stream = await follow(web, "b-1");
    await eventually(async () => {
      const [first, second] = of(stream.events(), "job").map(
        ({ data }) => data.progress as JobView["progress"],
      );
      assert.equal(first?.interruption, null);
      const nextAttemptAt = new Date(leaseUntil).toISOString();
      assert.deepEqual(second?.interruption, { reason: "worker_lost", nextAttemptAt });
    });
    stream.leave();
  });

  it("tells that a job was removed, and knows no batch without jobs", async (test) => {
    const web = await newSqliteWeb(test);
    const [kept, gone] = [await submitTo(web, { batch: "b-1" }), await submitTo(web, { batch: "b-1" })];
    const stream = await follow(web, "b-1");
    await eventually(async () => assert.equal(of(stream.events(), "job").length, 2));
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${gone.id}` });
    await eventually(async () => assert.deepEqual(of(stream.events(), "removed")[0]?.data, { id: gone.id }));
    await eventually(async () => assert.equal(of(stream.events(), "batch").at(-1)?.data.total, 1));
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${kept.id}` });
    await stream.ended;
    assert.equal((await follow(web, "b-1")).status, 404);
  });
});
