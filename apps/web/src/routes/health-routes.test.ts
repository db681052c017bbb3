import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "@platen/core";
import { MemoryConverter } from "@platen/core/memory";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("The routes for operators", () => {
  it("say that the process lives, and what runs here", async (test) => {
    const alone = await newTestWeb(test);
    assert.deepEqual((await alone.app.inject({ url: "/livez" })).json(), { status: "ok" });
    const apart = (
      await alone.app.inject({ url: "/version", headers: { accept: "application/json" } })
    ).json();
    assert.deepEqual([apart.name, apart.node, apart.worker], ["platen", process.version, null]);
    const reasonDetail = "LibreOffice did not start from /home/someone/office.";
    const describeWorker = () => ({ ...new MemoryConverter().describe(), reasonDetail });
    const together = await newTestWeb(test, { parts: { describeWorker } });
    const answer = await together.app.inject({ url: "/version", headers: { accept: "application/json" } });
    assert.equal(answer.json().worker.engine, "memory");
    assert.doesNotMatch(answer.body, /someone/);
  });

  it("say that everything is ready, or what is not", async (test) => {
    let isBroken = false;
    const check = async () => {
      if (isBroken) throw new AppError("unavailable", "engine_unavailable", "No LibreOffice.");
    };
    const { app, backend } = await newTestWeb(test, { parts: { checks: [{ name: "converter", check }] } });
    const ready = await app.inject({ url: "/readyz" });
    assert.equal(ready.statusCode, 200);
    const ok = { jobStore: "ok", jobQueue: "ok", fileStorage: "ok", converter: "ok" };
    assert.deepEqual(ready.json(), { status: "ready", checks: ok });
    isBroken = true;
    backend.files.ping = () => new Promise(() => undefined);
    backend.queue.ping = async () => {
      throw new Error("a secret of the queue");
    };
    const answer = await app.inject({ url: "/readyz" });
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers["content-type"], "application/problem+json");
    const { code, checks } = answer.json();
    assert.equal(code, "not_ready");
    assert.deepEqual(checks, {
      ...ok,
      fileStorage: "too_slow",
      jobQueue: "broken",
      converter: "engine_unavailable",
    });
    assert.doesNotMatch(answer.body, /secret/);
  });

  it("count what happens, by route and code and never by address", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const { id } = (await app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    await app.inject({ url: `/v1/jobs/${id}/result` });
    await app.inject({ url: "/?filename=secret" });
    const { headers, body } = await app.inject({ url: "/metrics" });
    assert.match(String(headers["content-type"]), /^text\/plain; version=/);
    assert.match(body, /^platen_submissions_total\{outcome="created"\} 1$/m);
    assert.match(body, /^platen_http_problems_total\{code="job_not_finished"\} 1$/m);
    assert.match(
      body,
      /platen_http_request_duration_seconds_count\{method="GET",route="\/v1\/jobs\/:id\/result",status="409"\} 1$/m,
    );
    assert.match(body, /^platen_queue_depth 1$/m);
    assert.doesNotMatch(body, new RegExp(`${id}|secret`));
    backend.queue.depth = async () => {
      throw new AppError("unavailable", "job_queue_unavailable", "It is unavailable.");
    };
    assert.doesNotMatch((await app.inject({ url: "/metrics" })).body, /^platen_queue_depth /m);
  });
});
