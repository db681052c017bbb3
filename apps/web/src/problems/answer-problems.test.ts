import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { AppError } from "@platen/core";
import { newTestWeb } from "../testing/test-web.ts";

describe("A problem", () => {
  it("says what happened, where, and under which request id", async (test) => {
    const { app } = await newTestWeb(test);
    const { statusCode, headers, body } = await app.inject({ url: "/v1/nothing?secret=1" });
    assert.equal(statusCode, 404);
    assert.equal(headers["content-type"], "application/problem+json");
    const { requestId, ...problem } = JSON.parse(body);
    assert.equal(requestId, headers["x-request-id"]);
    assert.deepEqual(problem, {
      type: "urn:platen:problem:route_not_found",
      title: "There is nothing at this address",
      status: 404,
      code: "route_not_found",
      detail: "There is no GET /v1/nothing. /openapi.json lists what there is.",
      instance: "/v1/nothing",
      retryable: false,
    });
  });

  it("tells nothing of a bug but its request id, and logs the rest", async (test) => {
    const logged: unknown[] = [];
    const web = await newTestWeb(test, { log: (fields) => logged.push(fields) });
    web.backend.jobs.list = async () => {
      throw new TypeError("secret of the house");
    };
    const answer = await web.app.inject({ url: "/v1/jobs" });
    assert.deepEqual([answer.statusCode, answer.json().code], [500, "internal_error"]);
    assert.doesNotMatch(answer.body, /secret of the house|TypeError/);
    const line = logged.find((fields) => (fields as { code?: string }).code === "internal_error") as {
      err: Error;
    };
    assert.equal(line.err.message, "secret of the house");
  });

  it("asks to come back when something is away", async (test) => {
    const { app, backend } = await newTestWeb(test);
    backend.jobs.list = async () => {
      throw new AppError("unavailable", "job_store_unavailable", "The job store is away. Try again.");
    };
    const answer = await app.inject({ url: "/v1/jobs" });
    const { code, retryable, detail } = answer.json();
    assert.deepEqual([answer.statusCode, code, retryable], [503, "job_store_unavailable", true]);
    assert.equal(detail, "The job store is away. Try again.");
    assert.equal(answer.headers["retry-after"], "2");
  });

  it("answers within two seconds when the store hangs", async (test) => {
    const { app, backend } = await newTestWeb(test);
    backend.jobs.find = () => new Promise(() => undefined);
    const startedAt = performance.now();
    const answer = await app.inject({ url: "/v1/jobs/01a2047e-8fcb-7600-af74-8f7c63a3bd9b" });
    assert.deepEqual([answer.statusCode, answer.json().code], [503, "job_store_unavailable"]);
    assert.ok(performance.now() - startedAt < 4_000);
  });

  it("answers what is no address and what is no HTTP", async (test) => {
    const web = await newTestWeb(test);
    const badAddress = await web.app.inject({ url: "/v1/jobs/%E0%A4%A" });
    assert.deepEqual([badAddress.statusCode, badAddress.json().code], [400, "malformed_request"]);
    const longId = await web.app.inject({ url: `/v1/jobs/${"x".repeat(300)}` });
    assert.equal(longId.headers["content-type"], "application/problem+json");
    const { port } = new URL(await web.listen());
    const requests = {
      malformed_request: "NONSENSE\r\n\r\n",
      request_too_large: `GET / HTTP/1.1\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
    };
    for (const [code, text] of Object.entries(requests)) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.end(text);
      const [answer] = (await once(socket, "data")) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 4\d\d .*\r\ncontent-type: application\/problem\+json\r\n/);
      assert.match(answer.toString(), new RegExp(`"code":"${code}"`));
      socket.destroy();
    }
  });
});
