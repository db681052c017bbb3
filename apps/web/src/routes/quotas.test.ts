import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { eventually } from "@platen/core/contracts";
import { deckForm, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

const API_KEYS = "ann:ann-has-a-long-key,bob:bob-has-a-long-key";
const ann = { authorization: "Bearer ann-has-a-long-key" };
const bob = { authorization: "Bearer bob-has-a-long-key" };

const newWeb = (test: TestContext, settings: Record<string, string>) =>
  newTestWeb(test, { settings: { API_KEYS, ...settings } });

async function submit({ app }: TestWeb, headers: Record<string, string>, instructions = "") {
  return app.inject({ url: "/v1/jobs", ...(await deckForm({ instructions }, headers)) });
}

async function isRefused(answer: Awaited<ReturnType<typeof submit>>, words: RegExp): Promise<void> {
  assert.deepEqual([answer.statusCode, answer.json().code], [429, "quota_exceeded"], answer.body);
  assert.equal(answer.json().retryable, true);
  assert.match(answer.json().detail, words);
  assert.ok(Number(answer.headers["retry-after"]) > 0);
}

/** A request of `inject` begins when somebody waits for its answer. */
function begun<T>(answer: PromiseLike<T>): Promise<T> {
  return Promise.resolve(answer);
}

async function storedSources({ backend }: TestWeb): Promise<number> {
  return (await Array.fromAsync(backend.files.list("sources", Number.MAX_SAFE_INTEGER))).length;
}

describe("Jobs of an owner that wait", () => {
  it("are limited for this owner alone, until one of them is over", async (test) => {
    const web = await newWeb(test, { MAX_QUEUED_JOBS: "2" });
    const [first] = [await submit(web, ann), await submit(web, ann)];
    await isRefused(await submit(web, ann), /^Your jobs that wait: 2 of at most 2\. .*cancel some\.$/);
    assert.equal(await storedSources(web), 2);
    assert.equal((await submit(web, bob)).statusCode, 202);
    await web.app.inject({ method: "POST", url: `/v1/jobs/${first.json().id}/cancel`, headers: ann });
    assert.equal((await submit(web, ann)).statusCode, 202);
  });

  it("may be asked for again by their Idempotency-Key", async (test) => {
    const web = await newWeb(test, { MAX_QUEUED_JOBS: "1" });
    const headers = { ...ann, "idempotency-key": "one" };
    const first = await submit(web, headers);
    const again = await submit(web, headers);
    assert.deepEqual([again.statusCode, again.json().id], [202, first.json().id]);
    await isRefused(await submit(web, { ...ann, "idempotency-key": "two" }), /jobs that wait/);
  });

  it("are refused before the document has travelled", { timeout: 30_000 }, async (test) => {
    const web = await newWeb(test, { MAX_QUEUED_JOBS: "1" });
    await submit(web, ann);
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode("--x\r\n")), // and nothing more, ever
    });
    const answer = await fetch(`${await web.listen()}/v1/jobs`, {
      method: "POST",
      headers: { ...ann, "content-type": "multipart/form-data; boundary=x" },
      body,
      duplex: "half",
    });
    const { code } = (await answer.json()) as { code: string };
    assert.deepEqual([answer.status, code], [429, "quota_exceeded"]);
  });

  it("are limited also for direct uploads, and for jobs that are tried again", async (test) => {
    const web = await newWeb(test, { MAX_QUEUED_JOBS: "1" });
    const offer = await web.app.inject({ method: "POST", url: "/v1/uploads", headers: ann });
    const { uploadId, url, fields } = offer.json();
    const form = await deckForm({ fields });
    assert.equal((await web.app.inject({ url, ...form })).statusCode, 204);
    const failed = (await submit(web, ann)).json();
    const job = await web.backend.jobs.find(failed.id);
    assert.ok(job !== undefined);
    await web.backend.jobs.replace({ ...job, status: "failed", revision: job.revision + 1 }, job.revision);
    await submit(web, ann);
    const retried = await web.app.inject({
      method: "POST",
      url: `/v1/jobs/${failed.id}/retry`,
      headers: ann,
    });
    await isRefused(retried, /jobs that wait/);
    const payload = { uploadId, filename: "deck.pptx" };
    await isRefused(
      await web.app.inject({ method: "POST", url: "/v1/jobs", headers: ann, payload }),
      /jobs that wait/,
    );
    await isRefused(
      await web.app.inject({ method: "POST", url: "/v1/uploads", headers: ann }),
      /jobs that wait/,
    );
  });
});

describe("Bytes of an owner", () => {
  const bytes = officeFile("x".repeat(1_000)).length;

  it("are limited for documents and results together, whatever length a request announces", async (test) => {
    const web = await newWeb(test, { MAX_STORED_BYTES: String(2 * bytes) });
    const first = await submit(web, ann, "x".repeat(1_000));
    await submit(web, ann, "y".repeat(999));
    const refused = await submit(web, ann, "x".repeat(1_000));
    await isRefused(refused, new RegExp(`take ${2 * bytes - 1} of ${2 * bytes} bytes.*Delete`));
    assert.equal(await storedSources(web), 2);
    assert.equal((await submit(web, bob, "x".repeat(1_000))).statusCode, 202);
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${first.json().id}`, headers: ann });
    assert.equal((await submit(web, ann, "x".repeat(1_000))).statusCode, 202);
  });

  it("are refused by the announced length, before the document has travelled", async (test) => {
    const web = await newWeb(test, { MAX_STORED_BYTES: "1000" });
    const turns = web.backend.files.write;
    let writes = 0;
    web.backend.files.write = (...given) => {
      writes += 1;
      return turns.apply(web.backend.files, given);
    };
    await isRefused(await submit(web, ann, "x".repeat(500_000)), /take 0 of 1000 bytes/);
    assert.equal(writes, 0);
  });
});

describe("Event streams and waiting requests of an owner", () => {
  it("are limited at once, and free again when they end or their client leaves", async (test) => {
    const web = await newWeb(test, { MAX_EVENT_STREAMS: "2" });
    const { id } = (await submit(web, ann)).json();
    const other = (await submit(web, ann)).json();
    const address = await web.listen();
    const listen = async (jobId: string) => {
      const leaving = new AbortController();
      test.after(() => leaving.abort());
      const answer = await fetch(`${address}/v1/jobs/${jobId}/events`, {
        headers: ann,
        signal: leaving.signal,
      });
      return { answer, leave: () => leaving.abort() };
    };
    const isFreeAgain = async () => {
      const { answer, leave } = await listen(id);
      leave();
      assert.equal(answer.status, 200);
    };
    const [first] = [await listen(id), await listen(other.id)];
    const refused = await web.app.inject({ url: `/v1/jobs/${id}/events`, headers: ann });
    await isRefused(refused, /^At most 2 event streams .*Close some/);
    first.leave();
    await eventually(isFreeAgain);
    await listen(id);
    await web.app.inject({ method: "POST", url: `/v1/jobs/${other.id}/cancel`, headers: ann });
    await eventually(isFreeAgain);
  });

  it("wait in limited number, refused before anything is stored", async (test) => {
    const web = await newWeb(test, { MAX_WAITING_REQUESTS: "1" });
    const { id } = (await submit(web, ann)).json();
    const waiting = begun(web.app.inject({ url: `/v1/jobs/${id}`, headers: { ...ann, prefer: "wait=20" } }));
    const ask = async (headers: Record<string, string>) => [
      await web.app.inject({ url: `/v1/jobs/${id}`, headers: { ...headers, prefer: "wait=0" } }),
      await submit(web, { ...headers, prefer: "wait=0" }),
      await web.app.inject({ url: "/v1/convert", ...(await deckForm({}, { ...headers, prefer: "wait=0" })) }),
    ];
    await eventually(async () => assert.equal((await ask(ann))[0]?.statusCode, 429));
    const before = await storedSources(web);
    for (const answer of await ask(ann)) await isRefused(answer, /^At most 1 of your requests may wait/);
    assert.equal(await storedSources(web), before);
    assert.deepEqual(
      (await ask(bob)).map(({ statusCode }) => statusCode),
      [404, 202, 504],
    );
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel`, headers: ann });
    await waiting;
    assert.deepEqual(
      (await ask(ann)).map(({ statusCode }) => statusCode),
      [200, 202, 504],
    );
  });

  it("are counted by address where there are no keys", async (test) => {
    const web = await newTestWeb(test, { settings: { MAX_WAITING_REQUESTS: "1" } });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    const waiting = begun(web.app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=20" } }));
    const headers = { prefer: "wait=0" };
    await eventually(async () =>
      isRefused(await web.app.inject({ url: `/v1/jobs/${id}`, headers }), /requests may wait/),
    );
    const other = await web.app.inject({ url: `/v1/jobs/${id}`, headers, remoteAddress: "10.0.0.9" });
    assert.equal(other.statusCode, 200);
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    await waiting;
  });
});
