import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { TestContext } from "node:test";
import { describe, it } from "node:test";
import { deckForm, formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

const headers = { "content-type": "application/json" };
const submitting = (body: object, more: Record<string, string> = {}) =>
  ({
    method: "POST",
    url: "/v1/jobs",
    payload: JSON.stringify(body),
    headers: { ...headers, ...more },
  }) as const;

async function offer({ app }: TestWeb, more: Record<string, string> = {}) {
  const answer = await app.inject({ method: "POST", url: "/v1/uploads", headers: more });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json() as { uploadId: string; url: string; fields: Record<string, string>; maxBytes: number };
}

async function send(
  { app }: TestWeb,
  form: { url: string; fields: Record<string, string> },
  content = officeFile(),
) {
  const parts = await formOf([...Object.entries(form.fields), ["file", { filename: "x", content }]]);
  return app.inject({ url: form.url, ...parts });
}

const eventually = async (check: () => Promise<boolean>) => {
  while (!(await check())) await new Promise((done) => setTimeout(done, 5));
};

async function keysOf({ backend }: TestWeb): Promise<string[]> {
  const files = await Array.fromAsync(backend.files.list("sources", Date.now() + 60_000));
  return files.map(({ key }) => key);
}

describe("a direct upload", { timeout: 60_000 }, () => {
  it("goes by a form to its place, and becomes a job of the name and options that are asked for", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const form = await offer(web);
    assert.equal((await send(web, form, officeFile("platen-pages=3"))).statusCode, 204);
    const asked = { uploadId: form.uploadId, filename: "Señal.pptx", options: { pages: "1-3" }, batch: "b" };
    const answer = await web.app.inject(submitting(asked, { prefer: "wait=20" }));
    assert.equal(answer.statusCode, 200, answer.body);
    const { status, result, source, options, batch } = answer.json();
    assert.deepEqual([status, result.pages, result.filename], ["succeeded", 3, "Señal.pdf"]);
    assert.deepEqual([source.filename, options, batch], ["Señal.pptx", { pages: "1-3" }, "b"]);
    await eventually(async () => (await keysOf(web)).length === 1);
    assert.doesNotMatch((await keysOf(web))[0] ?? "", /\/upload$/);
  });

  it("makes one job, however often and at the same time it is asked for", async (test) => {
    const web = await newTestWeb(test);
    const form = await offer(web);
    await send(web, form);
    const asked = submitting({ uploadId: form.uploadId, filename: "deck.pptx" });
    const answers = await Promise.all([1, 2, 3].map(() => web.app.inject(asked)));
    answers.push(await web.app.inject(asked));
    assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([202]));
    assert.equal(new Set(answers.map((answer) => answer.json().id)).size, 1);
    assert.equal(answers.at(-1)?.headers["idempotent-replayed"], "true");
    await eventually(async () => (await keysOf(web)).length === 1);
  });

  it("may be repeated until it is a job, and no longer changes it afterwards", async (test) => {
    const web = await newTestWeb(test);
    const form = await offer(web);
    await send(web, form, officeFile("first"));
    await send(web, form, officeFile("second one"));
    const job = (await web.app.inject(submitting({ uploadId: form.uploadId, filename: "deck.pptx" }))).json();
    assert.equal(job.source.bytes, officeFile("second one").length);
    await send(web, form, officeFile("too late for the job"));
    const { source } = (await web.backend.jobs.find(job.id)) ?? assert.fail();
    assert.equal((await web.backend.files.read(source.key))?.totalBytes, job.source.bytes);
  });

  it("is refused for what it is when it becomes a job, and may then be named rightly", async (test) => {
    const web = await newTestWeb(test);
    const form = await offer(web);
    await send(web, form);
    for (const filename of ["deck.exe", "text.txt"]) {
      const refused = await web.app.inject(submitting({ uploadId: form.uploadId, filename }));
      assert.deepEqual([refused.statusCode, refused.json().code], [415, "unsupported_format"]);
    }
    const answer = await web.app.inject(submitting({ uploadId: form.uploadId, filename: "deck.pptx" }));
    assert.equal(answer.statusCode, 202, answer.body);
  });

  it("is found by nobody else, nor before it is there", async (test) => {
    const keys = { settings: { API_KEYS: "ann:0123456789abcdef,bob:fedcba9876543210" } };
    const web = await newTestWeb(test, keys);
    const ann = { authorization: "Bearer 0123456789abcdef" };
    const bob = { authorization: "Bearer fedcba9876543210" };
    assert.equal((await web.app.inject({ method: "POST", url: "/v1/uploads" })).statusCode, 401);
    const form = await offer(web, ann);
    const asked = { uploadId: form.uploadId, filename: "deck.pptx" };
    const codeFor = async (who: Record<string, string>) =>
      (await web.app.inject(submitting(asked, who))).json().code;
    assert.equal(await codeFor(ann), "upload_not_found");
    assert.equal((await send(web, form)).statusCode, 204); // the form alone is the permission, as with S3
    assert.equal(await codeFor(bob), "upload_not_found");
    assert.equal(await codeFor(ann), undefined);
  });

  it("stores nothing without a valid permit, nor of a file that is too large", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 1_000 } });
    const form = await offer(web);
    assert.equal(form.maxBytes, 1_000);
    for (const url of [
      "/v1/uploads/form",
      "/v1/uploads/form?permit=",
      `${form.url}x`,
      `${form.url}&permit=x`,
    ]) {
      const refused = await send(web, { ...form, url });
      assert.deepEqual([refused.statusCode, refused.json().code], [403, "upload_not_permitted"]);
    }
    const large = await send(web, form, Buffer.alloc(1_001, "x"));
    assert.deepEqual([large.statusCode, large.json().code], [413, "upload_too_large"]);
    assert.deepEqual(await keysOf(web), []);
  });

  it("is refused without a valid permit before anything of its body has come", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1, lingerMs: 50 } });
    const { port } = new URL(await web.listen());
    for (const type of ["multipart/form-data; boundary=b", "application/json"]) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(
        `POST /v1/uploads/form?permit=x HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: 1000\r\n\r\n`,
      );
      const [answer] = (await once(socket, "data")) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 403 [\s\S]*upload_not_permitted/);
      socket.destroy();
    }
  });

  it("has turns of its own: however many are held, documents come in with a key", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1 } });
    const { write } = web.backend.files;
    const { promise: freed, resolve: free } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    web.backend.files.write = async (key, ...rest) => {
      if (key.endsWith("/upload")) {
        begin();
        await freed; // the disk is slow
      }
      return write.call(web.backend.files, key, ...rest);
    };
    const held = send(web, await offer(web), officeFile("x".repeat(3_000_000)));
    await begun;
    const more = send(web, await offer(web));
    const answer = await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) });
    assert.equal(answer.statusCode, 202);
    free();
    assert.deepEqual([(await held).statusCode, (await more).statusCode], [204, 204]);
  });

  it("is within the rate limit, by its address", async (test) => {
    const web = await newTestWeb(test, { settings: { RATE_LIMIT_PER_MINUTE: "3" } });
    const url = "/v1/uploads/form?permit=x";
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1)
      statuses.push((await web.app.inject({ method: "POST", url })).statusCode);
    assert.deepEqual(statuses, [403, 403, 403, 429]);
  });

  it("tells every mistake of the JSON at once", async (test) => {
    const { app } = await newTestWeb(test);
    const wrong = {
      uploadId: "no",
      filename: "",
      format: "exe",
      options: { pages: 3, nonsense: true },
      more: 1,
    };
    const answer = await app.inject(submitting(wrong));
    assert.deepEqual([answer.statusCode, answer.json().code], [422, "invalid_value"]);
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    for (const name of ["uploadId", "filename", "format", "nonsense", "more"])
      assert.ok(
        pointers.some((pointer: string) => pointer.includes(name)),
        `${name} in ${pointers}`,
      );
    for (const payload of ["[]", "3", '"x"'])
      assert.ok([415, 422].includes((await app.inject({ ...submitting({}), payload })).statusCode), payload);
  });

  it("hands the trace of its request on to the worker", async (test: TestContext) => {
    const web = await newTestWeb(test);
    const form = await offer(web);
    await send(web, form);
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await web.app.inject(submitting({ uploadId: form.uploadId, filename: "deck.pptx" }, { traceparent }));
    assert.equal((await web.backend.queue.receive({ waitMs: 5_000 }))?.traceparent, traceparent);
  });
});
