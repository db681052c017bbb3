import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isTerminal } from "@platen/core";
import type { JobView } from "../schemas/job-schema.ts";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

async function submit(
  { app }: TestWeb,
  instructions = "",
  waitSeconds = 0,
): Promise<{ id: string; status: string }> {
  const headers: Record<string, string> = waitSeconds > 0 ? { prefer: `wait=${waitSeconds}` } : {};
  return (await app.inject({ url: "/v1/jobs", ...(await deckForm({ instructions }, headers)) })).json();
}

const post = ({ app }: TestWeb, id: string, action: "cancel" | "retry") =>
  app.inject({ method: "POST", url: `/v1/jobs/${id}/${action}` });

const retry = ({ app }: TestWeb, id: string, payload: object) =>
  app.inject({ method: "POST", url: `/v1/jobs/${id}/retry`, payload });

async function whenEnded({ app }: TestWeb, id: string): Promise<JobView> {
  for (;;) {
    const job = (await app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=10" } })).json<JobView>();
    if (isTerminal(job)) return job;
  }
}

describe("POST /v1/jobs/{id}/cancel", () => {
  it("ends a job that waits, and says nothing new about one that has ended", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const first = await post(web, id, "cancel");
    assert.deepEqual(
      [first.statusCode, first.json().status, first.json().error.code],
      [202, "canceled", "canceled"],
    );
    const second = await post(web, id, "cancel");
    assert.equal(second.statusCode, 200);
    assert.deepEqual(second.json(), first.json());
  });

  it("ends a job that is being converted", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const { id } = await submit(web, "platen-takes=60000");
    let status = "queued";
    while (status === "queued") {
      const headers = { prefer: "wait=10" };
      status = (await web.app.inject({ url: `/v1/jobs/${id}`, headers })).json().status;
    }
    assert.equal(status, "processing");
    assert.equal((await post(web, id, "cancel")).statusCode, 202);
  });
});

describe("POST /v1/jobs/{id}/retry", () => {
  it("tries a failed job again, under a new attempt", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const { id, status } = await submit(web, "platen-fail=conversion_timeout", 30);
    assert.equal(status, "failed");
    const answer = await post(web, id, "retry");
    assert.deepEqual([answer.statusCode, answer.json().status, answer.json().error], [202, "queued", null]);
    let job = answer.json();
    while (job.status !== "failed")
      job = (await web.app.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=10" } })).json();
    assert.equal(job.attempt, 2);
  });

  it("takes the password that was missing, keeps the options, and forgets the password at the end", async (test) => {
    const lines: string[] = [];
    const web = await newTestWeb(test, { log: (fields) => lines.push(JSON.stringify(fields)) });
    await web.startWorker();
    const fields = { pages: "1-3", batch: "b-1" };
    const form = await deckForm({ instructions: "platen-password=sesame", fields }, { prefer: "wait=30" });
    const { id, error } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    assert.equal(error.code, "source_encrypted");
    for (const [password, ending] of [
      ["mellon", "failed"],
      ["sesame", "succeeded"],
    ] as const) {
      const answer = await retry(web, id, { password });
      assert.equal(answer.statusCode, 202, answer.body);
      const job = await whenEnded(web, id);
      assert.deepEqual([job.status, job.options, job.batch], [ending, { pages: "1-3" }, "b-1"]);
      assert.equal(job.error?.code, ending === "failed" ? "wrong_password" : undefined);
      assert.ok(!answer.body.includes(password) && !JSON.stringify(job).includes(password));
    }
    assert.equal((await web.backend.jobs.find(id))?.password, null);
    assert.doesNotMatch(lines.join(), /mellon|sesame/);
  });

  it("takes options in place of the old ones, and away where they are null", async (test) => {
    const web = await newTestWeb(test);
    const form = await deckForm({ fields: { pages: "9-", tagged: "true", pdfa: "2b" } });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    await post(web, id, "cancel");
    const options = { pages: null, pdfa: "3b", images: "screen" };
    const answer = await retry(web, id, { options });
    assert.deepEqual(
      [answer.statusCode, answer.json().options],
      [202, { tagged: true, pdfa: "3b", images: "screen" }],
    );
    await post(web, id, "cancel");
    const wrong = await retry(web, id, { options: { pages: "3-1", openPassword: "open" }, password: "" });
    assert.equal(wrong.statusCode, 422);
    const pointers = wrong.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    assert.deepEqual(
      new Set(pointers),
      new Set(["#/password", "#/options/pages", "#/options/pdfa", "#/options/openPassword"]),
    );
    for (const [options, pointer] of [
      [{ bogus: null }, "#/options/bogus"],
      [{ stamp: '{"font":"x"}' }, "#/options/stamp"],
      [{ embedsMetadata: '{"a.xml":{}}', pdfa: null }, "#/options/embedsMetadata"],
    ] as const) {
      const answer = await retry(web, id, { options });
      assert.deepEqual([answer.statusCode, answer.json().errors?.[0].pointer], [422, pointer]);
    }
    assert.equal((await retry(web, id, { format: "docx" })).statusCode, 422);
    assert.equal((await web.backend.jobs.find(id))?.status, "canceled");
  });

  it("never makes a file without the password that was to protect it", async (test) => {
    const web = await newTestWeb(test);
    const form = await deckForm({ fields: { openPassword: "closed" } });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    await post(web, id, "cancel");
    const refused = await post(web, id, "retry");
    assert.deepEqual([refused.statusCode, refused.json().errors[0].pointer], [422, "#/options/openPassword"]);
    assert.equal((await retry(web, id, { options: { openPassword: "again" } })).statusCode, 202);
    assert.deepEqual((await web.backend.jobs.find(id))?.resultPasswords, { openPassword: "again" });
  });

  it("names the passwords that are missing, and those alone", async (test) => {
    const web = await newTestWeb(test);
    const form = await deckForm({ fields: { openPassword: "closed", ownerPassword: "mine" } });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    await post(web, id, "cancel");
    const missing = async (options: object) => {
      const { detail, errors } = (await retry(web, id, { options })).json();
      assert.equal(detail, errors.map((mistake: { detail: string }) => mistake.detail).join(" "));
      assert.equal(new Set(errors.map((mistake: { detail: string }) => mistake.detail)).size, errors.length);
      return errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    assert.deepEqual(await missing({}), ["#/options/openPassword", "#/options/ownerPassword"]);
    assert.deepEqual(await missing({ openPassword: "again" }), ["#/options/ownerPassword"]);
  });

  it("is refused while the job goes on, and when it has a result", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const { id } = await submit(web, "platen-takes=2000");
    const early = await post(web, id, "retry");
    assert.deepEqual([early.statusCode, early.json().code], [409, "job_not_finished"]);
    await post(web, id, "cancel");
    assert.equal((await post(web, id, "retry")).statusCode, 202);
    const made = await submit(web, "", 30);
    const late = await post(web, made.id, "retry");
    assert.deepEqual([late.statusCode, late.json().code], [409, "job_not_retryable"]);
    assert.equal((await post(web, "0197f2b4-8fcb-7600-af74-8f7c63a3bd9b", "retry")).statusCode, 404);
  });

  it("is refused when the source is no longer kept", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const { id } = await submit(web, "platen-fail=source_corrupt", 30);
    await web.backend.files.remove(`sources/${id}`);
    const answer = await post(web, id, "retry");
    assert.deepEqual([answer.statusCode, answer.json().code], [410, "source_missing"]);
  });
});
