import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { backendSettings, openBackend } from "@platen/backend";
import { AppError, closeBackend, type ErrorKind } from "@platen/core";
import { readSettings } from "@platen/program";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";
import { isProblemCode, type ProblemCode, problems } from "./catalogue.ts";
import { problemOf } from "./problem-of-error.ts";

const kinds: ErrorKind[] = ["request", "missing", "conflict", "document", "unavailable"];

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

  it("asks to come back when something is unavailable", async (test) => {
    const { app, backend } = await newTestWeb(test);
    backend.jobs.list = async () => {
      throw new AppError("unavailable", "job_store_unavailable", "The database cannot be read.");
    };
    const answer = await app.inject({ url: "/v1/jobs" });
    const { code, retryable, detail } = answer.json();
    assert.deepEqual([answer.statusCode, code, retryable], [503, "job_store_unavailable", true]);
    assert.match(detail, /^The job store does not answer\. .*Try again/);
    assert.equal(answer.headers["retry-after"], "2");
  });

  it("never shows the message of an error that is for the operator, whatever its code", () => {
    const codes = Object.keys(problems) as ProblemCode[];
    const asShown = (kind: ErrorKind, code: string) =>
      problemOf(new AppError(kind, code, "/srv/platen is unavailable"), "/", "id").detail;
    for (const code of [...codes, "database_unusable", "invalid_storage_key"]) {
      for (const kind of kinds) {
        const isForClients = kind !== "unavailable" && isProblemCode(code) && problems[code].status < 500;
        assert.equal(asShown(kind, code).includes("/srv/platen"), isForClients, `${kind} ${code}`);
        assert.match(asShown(kind, code), /^[A-Z].*\.$|^\/srv/);
      }
    }
  });

  it("names no path of the server when the storage's folder cannot be used; the log does", async (test) => {
    const folder = await mkdtemp(join(tmpdir(), "platen-paths-"));
    test.after(() => rm(folder, { recursive: true }));
    const paths = { DATABASE_PATH: join(folder, "platen.db"), STORAGE_PATH: join(folder, "files") };
    const backend = await openBackend(readSettings({ backend: backendSettings }, paths).backend, {
      visibilityMs: 60_000,
    });
    const logged: { err?: Error }[] = [];
    const log = (fields: object) => logged.push(fields);
    const { app } = await newTestWeb(test, { parts: { backend }, log });
    test.after(() => closeBackend(backend));
    await rm(paths.STORAGE_PATH, { recursive: true });
    await writeFile(paths.STORAGE_PATH, "no folder");
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm()) });
    assert.deepEqual([answer.statusCode, answer.json().code], [503, "file_storage_unavailable"]);
    assert.doesNotMatch(answer.body, /platen-paths/);
    assert.ok(logged.some(({ err }) => err?.message.includes(paths.STORAGE_PATH)));
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
    assert.equal(badAddress.json().instance, "/v1/jobs/%E0%A4%A");
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
