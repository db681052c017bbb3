import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eventually } from "@platen/core/contracts";
import { ownerHeaders, submitTo } from "../testing/batches.ts";
import { newSqliteWeb } from "../testing/test-web.ts";
import type { WebApp } from "../web-app.ts";

type Answer = Awaited<ReturnType<WebApp["inject"]>>;

const twoOwners = { API_KEYS: "ann:ann's-key-1234567,bob:bob's-key-1234567" };

describe("GET /v1/batches/{batch}", () => {
  it("tells how many of its jobs have come how far, and the jobs in the order in which they came", async (test) => {
    const web = await newSqliteWeb(test);
    await web.startWorker();
    const ended = [
      await submitTo(web, { batch: "b-1", filename: "a.pptx", waitSeconds: 30 }),
      await submitTo(web, {
        batch: "b-1",
        filename: "b.pptx",
        instructions: "platen-fail=source_corrupt",
        waitSeconds: 30,
      }),
    ];
    const running = await submitTo(web, {
      batch: "b-1",
      filename: "c.pptx",
      instructions: "platen-takes=60000",
    });
    await submitTo(web, { batch: "b-2" });
    const batch = await eventually(async () => {
      const seen = (await web.app.inject("/v1/batches/b-1")).json();
      assert.ok(seen.percent > 67, String(seen.percent));
      return seen;
    });
    const counts = { queued: 0, processing: 1, succeeded: 1, failed: 1, canceled: 0, expired: 0 };
    assert.deepEqual([batch.batch, batch.total, batch.counts], ["b-1", 3, counts]);
    assert.ok(batch.percent < 100);
    assert.deepEqual(batch.filenames, ["a.pptx", "b.pptx", "c.pptx"]);
    assert.deepEqual(
      batch.data.map(({ id }: { id: string }) => id),
      [...ended, running].map(({ id }) => id),
    );
    assert.deepEqual(batch.createdAt, ended[0]?.createdAt);
    assert.deepEqual(batch.expiresAt, ended[0]?.expiresAt);
    const sizes = batch.data.map(
      (job: { source: { bytes: number }; result: { bytes: number } | null }) =>
        job.source.bytes + (job.result?.bytes ?? 0),
    );
    assert.equal(
      batch.bytes,
      sizes.reduce((sum: number, each: number) => sum + each, 0),
    );
  });

  it("gives its jobs page by page", async (test) => {
    const web = await newSqliteWeb(test);
    const ids: string[] = [];
    for (let job = 0; job < 5; job += 1) ids.push((await submitTo(web, { batch: "x/1" })).id);
    const seen: string[] = [];
    for (let address: string | undefined = "/v1/batches/x%2F1?limit=2"; address !== undefined; ) {
      const answer: Answer = await web.app.inject(address);
      assert.equal(answer.statusCode, 200, answer.body);
      seen.push(...answer.json().data.map(({ id }: { id: string }) => id));
      address = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link))?.[1];
    }
    assert.deepEqual(seen, ids);
  });

  it("knows no batch of another owner, and none without jobs", async (test) => {
    const web = await newSqliteWeb(test, { settings: twoOwners });
    const ann = ownerHeaders("ann's-key-1234567");
    const bob = ownerHeaders("bob's-key-1234567");
    const { id } = await submitTo(web, { batch: "b-1", headers: ann });
    const of = async (headers: Record<string, string>) =>
      (await web.app.inject({ url: "/v1/batches/b-1", headers })).json();
    assert.equal((await of(ann)).total, 1);
    assert.deepEqual([(await of(bob)).status, (await of(bob)).code], [404, "batch_not_found"]);
    const list = await web.app.inject({ url: "/v1/batches", headers: bob });
    assert.deepEqual(list.json(), { data: [], nextCursor: null });
    await submitTo(web, { batch: "b-1", headers: bob });
    assert.equal((await of(ann)).total, 1);
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${id}`, headers: ann });
    assert.equal((await of(ann)).code, "batch_not_found");
  });
});

describe("GET /v1/batches", () => {
  it("lists an owner's batches with what a history shows, newest first", async (test) => {
    const web = await newSqliteWeb(test);
    for (const batch of ["b-1", "b-2", "b-3", "b-1"]) {
      await submitTo(web, { batch, filename: `${batch}.pptx` });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await submitTo(web, {});
    const first = await web.app.inject("/v1/batches?limit=2");
    const { data, nextCursor } = first.json();
    assert.deepEqual(
      data.map(({ batch }: { batch: string }) => batch),
      ["b-3", "b-2"],
    );
    const { data: older, ...end } = (await web.app.inject(`/v1/batches?limit=2&cursor=${nextCursor}`)).json();
    assert.deepEqual([older.length, older[0].batch, older[0].total, end.nextCursor], [1, "b-1", 2, null]);
    assert.deepEqual(older[0].filenames, ["b-1.pptx", "b-1.pptx"]);
    assert.match(String(first.headers.link), /^<\/v1\/batches\?limit=2&cursor=/);
    const wrong = await web.app.inject("/v1/batches?cursor=nonsense");
    assert.deepEqual([wrong.statusCode, wrong.json().code], [400, "invalid_cursor"]);
  });
});
