import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newJob } from "@platen/core/contracts";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

async function submit({ app }: TestWeb, fields: Record<string, string> = {}): Promise<{ id: string }> {
  return (await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields })) })).json();
}

describe("GET /v1/jobs/{id}", () => {
  it("answers 304 to whoever has the present revision", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const first = await web.app.inject({ url: `/v1/jobs/${id}` });
    assert.equal(first.statusCode, 200);
    const { revision } = (await web.backend.jobs.find(id)) ?? {};
    assert.equal(first.headers.etag, `"${revision}"`);
    const second = await web.app.inject({
      url: `/v1/jobs/${id}`,
      headers: { "if-none-match": first.headers.etag },
    });
    assert.deepEqual([second.statusCode, second.body, second.headers.etag], [304, "", first.headers.etag]);
    assert.equal(second.headers["retry-after"], "1");
  });

  it("tells that nothing is heard of a worker, when the job starts again, and how many pages were made", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const row = await web.backend.jobs.find(id);
    assert.ok(row);
    const leaseUntil = Date.now() + 10_000; // of a minute: for fifty seconds it was not renewed
    const changes = { status: "processing", attempt: 1, leaseOwner: "gone", leaseUntil } as const;
    const pageProgress = { page: 3, pages: 12 };
    const claimed = { ...row, ...changes, pageProgress, revision: row.revision + 1 };
    await web.backend.jobs.replace(claimed, row.revision);
    const nextAttemptAt = new Date(leaseUntil + 2_000).toISOString();
    const expected = { reason: "worker_lost", nextAttemptAt };
    const { progress } = (await web.app.inject(`/v1/jobs/${id}`)).json();
    assert.deepEqual([progress.interruption, progress.page, progress.pages], [expected, 3, 12]);
    const { data } = (await web.app.inject("/v1/jobs")).json();
    assert.deepEqual(data[0].progress.interruption, expected);
  });

  it("waits for the next change when asked to", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const { etag } = (await web.app.inject({ url: `/v1/jobs/${id}` })).headers;
    const headers = { prefer: "wait=30", "if-none-match": String(etag) };
    const waiting = web.app.inject({ url: `/v1/jobs/${id}`, headers });
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    const answer = await waiting;
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers["preference-applied"], "wait=30");
    assert.equal(answer.json().status, "canceled");
  });

  it("answers at once about a job that has ended, and when the wait is over", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const unchanged = await web.app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=1" } });
    assert.equal(unchanged.json().status, "queued");
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    const ended = await web.app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=60" } });
    assert.equal(ended.json().status, "canceled");
    assert.equal(ended.headers["retry-after"], undefined);
  });

  it("answers 404 when the job is removed while somebody waits for it", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const { revision } = (await web.backend.jobs.find(id)) ?? { revision: 0 };
    const waiting = web.app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=30" } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    let latest = revision;
    while (!(await web.backend.jobs.remove(id, latest)))
      latest = (await web.backend.jobs.find(id))?.revision ?? 0;
    assert.deepEqual([(await waiting).statusCode, (await waiting).json().code], [404, "job_not_found"]);
  });

  it("tells a failed job as data", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const form = await deckForm({ instructions: "platen-fail=source_corrupt" }, { prefer: "wait=30" });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    const answer = await web.app.inject({ url: `/v1/jobs/${id}` });
    const { status, error, links } = answer.json();
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(
      [status, error.code, error.retryable, error.attempt],
      ["failed", "source_corrupt", false, 1],
    );
    assert.match(error.message, /damaged/);
    assert.equal(links.result, null);
  });

  it("answers 404 to every id that is nobody's, whatever it looks like", async (test) => {
    const { app } = await newTestWeb(test);
    const ids = ["0197f2b4-8fcb-7600-af74-8f7c63a3bd9b", "x", "%00", "..%2f..%2fetc", "a'--", "%F0%9F%A6%89"];
    for (const id of ids) {
      for (const path of [
        `/v1/jobs/${id}`,
        `/v1/jobs/${id}/result`,
        `/v1/jobs/${id}/events`,
        `/v1/jobs/${id}/thumbnail`,
        `/api/status/${id}`,
        `/api/result/${id}`,
      ]) {
        const answer = await app.inject({ url: path });
        assert.deepEqual([answer.statusCode, answer.json().code], [404, "job_not_found"], path);
      }
    }
  });
});

describe("GET /v1/jobs", () => {
  it("lists the newest first, page by page, each with the way to the next", async (test) => {
    const web = await newTestWeb(test);
    const ids: string[] = [];
    for (let at = 1; at <= 5; at += 1) {
      const job = newJob({ owner: "public" }, at * 1_000);
      await web.backend.jobs.create(job);
      ids.unshift(job.id);
    }
    const seen: string[] = [];
    let url: string | undefined = "/v1/jobs?limit=2";
    while (url !== undefined) {
      const answer: Awaited<ReturnType<typeof web.app.inject>> = await web.app.inject({ url });
      assert.equal(answer.statusCode, 200, answer.body);
      const { data, nextCursor } = answer.json();
      seen.push(...data.map(({ id }: { id: string }) => id));
      const link: string = String(answer.headers.link ?? "");
      url = /^<(\/v1\/jobs\?[^>]+)>; rel="next"$/.exec(link)?.[1];
      assert.equal(url === undefined, nextCursor === null);
    }
    assert.deepEqual(seen, ids);
  });

  it("filters by status and by batch, and shows nobody else's jobs", async (test) => {
    const web = await newTestWeb(test);
    const monday = await submit(web, { batch: "monday" });
    const tuesday = await submit(web, { batch: "tuesday" });
    await web.backend.jobs.create(newJob({ owner: "somebody else" }));
    await web.app.inject({ method: "POST", url: `/v1/jobs/${tuesday.id}/cancel` });
    const idsOf = async (query: string) =>
      (await web.app.inject({ url: `/v1/jobs?${query}` })).json().data.map(({ id }: { id: string }) => id);
    assert.deepEqual(await idsOf("batch=monday"), [monday.id]);
    assert.deepEqual(await idsOf("status=canceled"), [tuesday.id]);
    assert.deepEqual(await idsOf("status=succeeded"), []);
    assert.equal((await idsOf("")).length, 2);
  });

  it("refuses what it cannot list by", async (test) => {
    const { app } = await newTestWeb(test);
    for (const [query, pointer] of [
      ["limit=0", "#/limit"],
      ["limit=101", "#/limit"],
      ["limit=x", "#/limit"],
      ["status=done", "#/status"],
    ]) {
      const answer = await app.inject({ url: `/v1/jobs?${query}` });
      assert.deepEqual([answer.statusCode, answer.json().code], [422, "invalid_value"], query);
      assert.equal(answer.json().errors[0].pointer, pointer);
    }
    const cursor = await app.inject({ url: "/v1/jobs?cursor=nonsense" });
    assert.deepEqual([cursor.statusCode, cursor.json().code], [400, "invalid_cursor"]);
  });
});

describe("DELETE /v1/jobs/{id}", () => {
  it("removes the job with everything it stored", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const { id } = (
      await web.app.inject({ url: "/v1/jobs", ...(await deckForm({}, { prefer: "wait=30" })) })
    ).json();
    const job = await web.backend.jobs.find(id);
    const answer = await web.app.inject({ method: "DELETE", url: `/v1/jobs/${id}` });
    assert.deepEqual([answer.statusCode, answer.body], [204, ""]);
    assert.equal((await web.app.inject({ url: `/v1/jobs/${id}` })).statusCode, 404);
    assert.equal((await web.app.inject({ method: "DELETE", url: `/v1/jobs/${id}` })).statusCode, 404);
    assert.ok(job?.result);
    for (const key of [job.source.key, job.result.key])
      assert.equal(await web.backend.files.read(key), undefined);
  });
});
