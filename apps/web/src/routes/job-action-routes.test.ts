import assert from "node:assert/strict";
import { describe, it } from "node:test";
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

  it("is refused while the job goes on, and for every end but a failure", async (test) => {
    const web = await newTestWeb(test);
    const { id } = await submit(web);
    const early = await post(web, id, "retry");
    assert.deepEqual([early.statusCode, early.json().code], [409, "job_not_finished"]);
    await post(web, id, "cancel");
    const late = await post(web, id, "retry");
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
