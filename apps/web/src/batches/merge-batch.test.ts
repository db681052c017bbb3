import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { submitTo } from "../testing/batches.ts";
import { newSqliteWeb } from "../testing/test-web.ts";

const merge = (payload?: object, headers = {}) =>
  ({ method: "POST", url: "/v1/batches/b-1/merge", headers, ...(payload && { payload }) }) as const;

describe("POST /v1/batches/{batch}/merge", () => {
  it("makes one job of the PDFs of a batch, which outlives the batch", async (test) => {
    const web = await newSqliteWeb(test);
    await web.startWorker();
    const ids: string[] = [];
    for (const [name, batchPosition] of [["c"], ["b", 7], ["a", 2]] as const) {
      const place = batchPosition === undefined ? {} : { batchPosition };
      const wanted = { batch: "b-1", ...place, filename: `${name}.pptx`, waitSeconds: 30 };
      const job = await submitTo(web, wanted);
      assert.equal(job.batchPosition, batchPosition ?? null);
      ids.push(job.id);
    }
    await submitTo(web, { batch: "b-1", instructions: "platen-fail=source_corrupt", waitSeconds: 30 });
    const key = { "idempotency-key": "merge-1" };
    const answer = await web.app.inject(merge({ options: { rotate: "90:1" }, batch: "b-2" }, key));
    assert.equal(answer.statusCode, 202, answer.body);
    const job = answer.json();
    assert.equal(answer.headers.location, `/v1/jobs/${job.id}`);
    assert.deepEqual(
      job.sources.map(({ filename }: { filename: string }) => filename),
      ["a.pdf", "b.pdf", "c.pdf"],
    );
    assert.deepEqual([job.options, job.batch], [{ rotate: "90:1", merge: true }, "b-2"]);
    const again = await web.app.inject(merge({ options: { rotate: "90:1" }, batch: "b-2" }, key));
    assert.deepEqual([again.json().id, again.headers["idempotent-replayed"]], [job.id, "true"]);
    const opened = await web.app.inject(merge({ password: "sesame" }));
    assert.equal(opened.statusCode, 202, opened.body);
    const { password } = (await web.backend.jobs.find(opened.json().id)) ?? {};
    assert.ok(password === "sesame" || password === null, "dropped once it is converted");
    const wrongPassword = await web.app.inject(merge({ password: "" }));
    assert.equal(wrongPassword.json().errors?.[0].pointer, "#/password");
    const led = await web.app.inject(merge({ options: { mergeBookmarks: "titles" } }));
    assert.equal(led.statusCode, 202, led.body);
    const chosen = await web.app.inject(merge({ jobs: [ids[0], ids[2]] }));
    assert.deepEqual(
      chosen.json().sources.map(({ filename }: { filename: string }) => filename),
      ["c.pdf", "a.pdf"],
    );
    await web.app.inject({ method: "DELETE", url: "/v1/batches/b-1" });
    const ended = await web.app.inject({ url: `/v1/jobs/${job.id}`, headers: { prefer: "wait=30" } });
    assert.equal(ended.json().status, "succeeded");
  });

  it("is refused while jobs go on, for what is no PDF of the batch, and leaves nothing behind", async (test) => {
    const web = await newSqliteWeb(test);
    const waiting = await submitTo(web, { batch: "b-1" });
    const other = await submitTo(web, { batch: "b-2" });
    const early = await web.app.inject(merge());
    assert.deepEqual([early.statusCode, early.json().code], [409, "job_not_finished"]);
    const named = await web.app.inject(merge({ jobs: [waiting.id, other.id] }));
    assert.deepEqual(
      named
        .json()
        .errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
      [
        ["#/jobs/0", "This job has no PDF."],
        ["#/jobs/1", "This job belongs to another batch."],
      ],
    );
    await web.app.inject({ method: "POST", url: "/v1/batches/b-1/cancel" });
    const late = await web.app.inject(merge({}));
    assert.deepEqual([late.statusCode, late.json().code], [409, "job_failed"]);
    const divided = await web.app.inject(merge({ options: { merge: false } }));
    assert.deepEqual([divided.statusCode, divided.json().errors?.[0].pointer], [422, "#/options/merge"]);
    const wrong = await web.app.inject(merge({ options: { pages: "3-1" }, filename: "x.pdf" }));
    assert.deepEqual(
      wrong
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer)
        .toSorted(),
      ["#/filename", "#/options/pages"],
    );
    assert.equal((await web.app.inject({ ...merge(), url: "/v1/batches/none/merge" })).statusCode, 404);
    const { data } = (await web.app.inject("/v1/jobs")).json();
    assert.equal(data.length, 2);
  });

  it("leaves no copies behind when a result has vanished", async (test) => {
    const web = await newSqliteWeb(test);
    await web.startWorker();
    const [first, second] = [
      await submitTo(web, { batch: "b-1", waitSeconds: 30 }),
      await submitTo(web, { batch: "b-1", waitSeconds: 30 }),
    ];
    const key = (await web.backend.jobs.find(second.id))?.result?.key ?? "";
    await web.backend.files.remove(key);
    const answer = await web.app.inject(merge({ jobs: [first.id, second.id] }));
    assert.deepEqual([answer.statusCode, answer.json().code], [410, "result_expired"]);
    const kept: string[] = [];
    for await (const file of web.backend.files.list("sources", Date.now() + 60_000)) kept.push(file.key);
    assert.equal(kept.length, 2);
  });
});
