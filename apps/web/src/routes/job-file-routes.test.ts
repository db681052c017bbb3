import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Backend } from "@platen/core";
import { MemoryConverter } from "@platen/core/memory";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

async function convertedJob(test: TestContext): Promise<TestWeb & { id: string; url: string }> {
  const web = await newTestWeb(test);
  await web.startWorker();
  const form = await deckForm({ filename: "señal.pptx" }, { prefer: "wait=30" });
  const { id, status, links } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
  assert.equal(status, "succeeded");
  return { ...web, id, url: links.result };
}

describe("GET /v1/jobs/{id}/result", () => {
  it("gives the file under its name, for any client and safely", async (test) => {
    const { app, id, url } = await convertedJob(test);
    for (const path of [url, `/api/result/${id}`]) {
      const { statusCode, headers, rawPayload } = await app.inject({ url: path });
      assert.equal(statusCode, 200);
      assert.equal(rawPayload.subarray(0, 5).toString(), "%PDF-");
      assert.equal(headers["content-length"], String(rawPayload.length));
      assert.equal(headers["content-type"], "application/pdf");
      assert.equal(
        headers["content-disposition"],
        "attachment; filename=\"senal.pdf\"; filename*=UTF-8''se%C3%B1al.pdf",
      );
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["accept-ranges"], "bytes");
      assert.match(String(headers.etag), /^"[0-9a-f]{64}"$/);
    }
  });

  it("lets a browser show the file in a frame of the page, where it can do nothing", async (test) => {
    const { app, url } = await convertedJob(test);
    const { statusCode, headers, rawPayload } = await app.inject({ url: `${url}?inline=true` });
    assert.deepEqual([statusCode, rawPayload.subarray(0, 5).toString()], [200, "%PDF-"]);
    assert.match(String(headers["content-disposition"]), /^inline; filename="senal.pdf"/);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /^sandbox; default-src 'none';.*frame-ancestors 'self'$/);
    assert.doesNotMatch(policy, /script-src|allow-/);
    assert.equal(headers["x-frame-options"], "SAMEORIGIN");
    const part = await app.inject({ url: `${url}?inline=true`, headers: { range: "bytes=5-9" } });
    assert.deepEqual(part.rawPayload, rawPayload.subarray(5, 10));
    const again = { "if-none-match": String(headers.etag) };
    const unchanged = await app.inject({ url: `${url}?inline=true`, headers: again });
    assert.deepEqual([unchanged.statusCode, unchanged.headers["content-security-policy"]], [304, policy]);
    assert.match(String((await app.inject({ url })).headers["x-frame-options"]), /deny/i);
  });

  it("tells of the file without sending it", async (test) => {
    const { app, url } = await convertedJob(test);
    const whole = await app.inject({ url });
    const { statusCode, headers, body } = await app.inject({ method: "HEAD", url });
    assert.deepEqual([statusCode, body], [200, ""]);
    for (const name of ["content-length", "content-type", "content-disposition", "etag", "accept-ranges"])
      assert.equal(headers[name], whole.headers[name], name);
  });

  it("gives parts of the file", async (test) => {
    const { app, url } = await convertedJob(test);
    const { rawPayload, headers } = await app.inject({ url });
    const size = rawPayload.length;
    const part = await app.inject({ url, headers: { range: "bytes=5-9" } });
    assert.equal(part.statusCode, 206);
    assert.deepEqual(part.rawPayload, rawPayload.subarray(5, 10));
    assert.equal(part.headers["content-range"], `bytes 5-9/${size}`);
    assert.equal(part.headers["content-length"], "5");
    const end = await app.inject({ url, headers: { range: "bytes=-4", "if-range": String(headers.etag) } });
    assert.deepEqual(end.rawPayload, rawPayload.subarray(-4));
    const changed = await app.inject({
      url,
      headers: { range: "bytes=-4", "if-range": '"of another file"' },
    });
    assert.deepEqual([changed.statusCode, changed.rawPayload.length], [200, size]);
    const beyond = await app.inject({ url, headers: { range: `bytes=${size}-` } });
    assert.deepEqual([beyond.statusCode, beyond.json().code], [416, "range_not_satisfiable"]);
    assert.equal(beyond.headers["content-range"], `bytes */${size}`);
  });

  it("answers 304 to whoever has it", async (test) => {
    const { app, url } = await convertedJob(test);
    const { etag } = (await app.inject({ url })).headers;
    const answer = await app.inject({ url, headers: { "if-none-match": `W/${etag}` } });
    assert.deepEqual([answer.statusCode, answer.body], [304, ""]);
  });

  it("sends elsewhere where the storage has addresses of its own", async (test) => {
    const { app, backend, url } = await convertedJob(test);
    const { files }: Pick<Backend, "files"> = backend;
    files.link = async (key, { filename }) =>
      `https://files.example/${key}?as=${encodeURIComponent(filename)}`;
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 303);
    assert.match(
      String(answer.headers.location),
      /^https:\/\/files\.example\/results\/.*as=se%C3%B1al\.pdf$/,
    );
  });

  it("is refused while the job goes on, after a failure, and when nothing is kept", async (test) => {
    const web = await convertedJob(test);
    const codeOf = async (id: string) => {
      const answer = await web.app.inject({ url: `/v1/jobs/${id}/result` });
      return [answer.statusCode, answer.json().code, answer.headers["retry-after"]];
    };
    const slow = (
      await web.app.inject({ url: "/v1/jobs", ...(await deckForm({ instructions: "platen-takes=60000" })) })
    ).json();
    assert.deepEqual(await codeOf(slow.id), [409, "job_not_finished", "1"]);
    const form = await deckForm({ instructions: "platen-fail=source_corrupt" }, { prefer: "wait=30" });
    const failed = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    assert.deepEqual(await codeOf(failed.id), [409, "job_failed", undefined]);
    await web.backend.files.remove(`results/${web.id}`);
    assert.deepEqual(await codeOf(web.id), [410, "result_expired", undefined]);
  });

  it("is over when its time of keeping is", async (test) => {
    const web = await newTestWeb(test, { policy: { keepMs: 0 } });
    await web.startWorker();
    const { id } = (
      await web.app.inject({ url: "/v1/jobs", ...(await deckForm({}, { prefer: "wait=30" })) })
    ).json();
    const answer = await web.app.inject({ url: `/v1/jobs/${id}/result` });
    assert.deepEqual([answer.statusCode, answer.json().code], [410, "result_expired"]);
  });
});

describe("GET /v1/jobs/{id}/thumbnail", () => {
  it("shows the first page, which is drawn when somebody asks and then kept", async (test) => {
    const { app, backend, id } = await convertedJob(test);
    const { links } = (await app.inject({ url: `/v1/jobs/${id}` })).json();
    const before = await backend.jobs.find(id);
    assert.equal(before?.result?.thumbnailKey, null);
    const answers = await Promise.all([1, 2, 3].map(() => app.inject({ url: links.thumbnail })));
    for (const { statusCode, headers, body } of answers) {
      assert.deepEqual([statusCode, headers["content-type"]], [200, "image/png"]);
      assert.match(body, /^first page of /);
    }
    const revision = (await backend.jobs.find(id))?.revision;
    await app.inject({ url: links.thumbnail });
    assert.equal((await backend.jobs.find(id))?.revision, revision);
  });

  it("takes it for no failure when the client leaves before it is drawn", async (test) => {
    const lines: Record<string, unknown>[] = [];
    const web = await newTestWeb(test, { log: (fields) => lines.push(fields) });
    const drawing = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<void>();
    const drawFirstPage = () => {
      asked.resolve();
      return drawing.promise;
    };
    await web.startWorker(Object.assign(new MemoryConverter(), { drawFirstPage }));
    const form = await deckForm({}, { prefer: "wait=30" });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    const leave = new AbortController();
    const answer = fetch(`${await web.listen()}/v1/jobs/${id}/thumbnail`, { signal: leave.signal });
    await asked.promise;
    leave.abort();
    await assert.rejects(answer);
    await sleep(300);
    drawing.resolve(undefined);
    assert.ok(lines.some(({ route }) => String(route).startsWith("/v1/jobs")));
    assert.deepEqual(
      lines.filter((line) => "err" in line || "code" in line),
      [],
    );
  });

  it("is not found where there is no PDF to draw, or none that can be drawn", async (test) => {
    const web = await newTestWeb(test);
    const waiting = (await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    assert.equal(waiting.links.thumbnail, null);
    const early = await web.app.inject({ url: `/v1/jobs/${waiting.id}/thumbnail` });
    assert.deepEqual([early.statusCode, early.json().code], [404, "thumbnail_not_found"]);
    const blind = Object.assign(new MemoryConverter(), { drawFirstPage: async () => undefined });
    await web.startWorker(blind);
    const form = await deckForm({ filename: "other.pptx" }, { prefer: "wait=30" });
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...form })).json();
    const missing = await web.app.inject({ url: `/v1/jobs/${id}/thumbnail` });
    assert.deepEqual([missing.statusCode, missing.json().code], [404, "thumbnail_not_found"]);
    assert.equal((await web.app.inject({ url: `/v1/jobs/${id}` })).json().links.thumbnail, null);
  });
});
