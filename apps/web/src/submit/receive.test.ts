import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { deckForm, type FormRequest, formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

const file = { filename: "deck.pptx", content: officeFile() };

/** Every refusal must leave nothing behind. */
async function refusalOf(test: TestContext, form: FormRequest, web?: TestWeb) {
  const { app, backend } = web ?? (await newTestWeb(test));
  const answer = await app.inject({ url: "/v1/jobs", ...form });
  assert.equal(answer.headers["content-type"], "application/problem+json");
  assert.deepEqual(await storedKeys(backend), []);
  const { code, errors } = answer.json();
  return {
    status: answer.statusCode,
    code,
    pointers: errors?.map(({ pointer }: { pointer: string }) => pointer),
  };
}

async function storedKeys(backend: TestWeb["backend"]): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of backend.files.list("sources", Number.MAX_SAFE_INTEGER)) keys.push(key);
  return keys;
}

describe("An upload", () => {
  it("is refused for a value that is not allowed, wherever it comes, with every mistake named", async (test) => {
    const before = await formOf([
      ["pages", "0"],
      ["pdfa", "9z"],
      ["file", file],
    ]);
    const refused = { status: 422, code: "invalid_value" };
    assert.deepEqual(await refusalOf(test, before), { ...refused, pointers: ["#/pages", "#/pdfa"] });
    const after = await formOf([
      ["file", file],
      ["tagged", "perhaps"],
    ]);
    assert.deepEqual(await refusalOf(test, after), { ...refused, pointers: ["#/tagged"] });
  });

  it("is refused for a field that does not exist, comes twice, or belongs elsewhere", async (test) => {
    const refused = { status: 422, code: "invalid_value" };
    const unknown = await formOf([
      ["file", file],
      ["page", "1"],
    ]);
    assert.deepEqual(await refusalOf(test, unknown), { ...refused, pointers: ["#/page"] });
    const twice = await formOf([
      ["pages", "1"],
      ["pages", "2"],
      ["file", file],
    ]);
    assert.deepEqual(await refusalOf(test, twice), { ...refused, pointers: ["#/pages"] });
    const elsewhere = await formOf([["document", file]]);
    assert.deepEqual(await refusalOf(test, elsewhere), { ...refused, pointers: ["#/document"] });
    const inherited = await formOf([
      ["toString", "1"],
      ["file", file],
    ]);
    assert.deepEqual(await refusalOf(test, inherited), { ...refused, pointers: ["#/toString"] });
  });

  it("has a file, with a name", async (test) => {
    const refused = { status: 422, code: "invalid_value", pointers: ["#/file"] };
    assert.deepEqual(await refusalOf(test, await formOf([["pages", "1"]])), refused);
    assert.deepEqual(await refusalOf(test, await formOf([["file", "text"]])), refused);
    const nameless = { ...(await formOf([["file", file]])) };
    nameless.payload = Buffer.from(
      nameless.payload.toString("latin1").replace('; filename="deck.pptx"', ""),
      "latin1",
    );
    assert.deepEqual(await refusalOf(test, nameless), refused);
  });

  it("is refused for a name or content that cannot be converted", async (test) => {
    const refused = { status: 415, code: "unsupported_format", pointers: undefined };
    for (const filename of ["deck.exe", "deck", "deck.pdf"])
      assert.deepEqual(
        await refusalOf(test, await formOf([["file", { ...file, filename }]])),
        refused,
        filename,
      );
    const pdf = await formOf([["file", { ...file, content: "%PDF-1.7\nabc" }]]);
    assert.deepEqual(await refusalOf(test, pdf), refused);
    const empty = await formOf([["file", { ...file, content: "" }]]);
    assert.deepEqual(await refusalOf(test, empty), {
      status: 422,
      code: "source_empty",
      pointers: undefined,
    });
  });

  it("is refused when it is too large, as soon as that can be known", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 5_000 } });
    const fitting = await formOf([
      ["file", { ...file, content: Buffer.concat([officeFile(), Buffer.alloc(4_989)]) }],
    ]);
    const accepted = await web.app.inject({ url: "/v1/jobs", ...fitting });
    assert.equal(accepted.json().source?.bytes, 5_000, accepted.body);
    await web.app.inject({ method: "DELETE", url: `/v1/jobs/${accepted.json().id}` });
    const refused = { status: 413, code: "upload_too_large", pointers: undefined };
    const oneMore = await formOf([
      ["file", { ...file, content: Buffer.concat([officeFile(), Buffer.alloc(4_990)]) }],
    ]);
    assert.deepEqual(await refusalOf(test, oneMore, web), refused);
    const announced = await deckForm({}, { "content-length": "900000" });
    assert.deepEqual(await refusalOf(test, announced, web), refused);
  });

  it("is refused when its fields are too many or too long", async (test) => {
    const refused = { status: 413, code: "request_too_large", pointers: undefined };
    const many = await formOf([
      ...Array.from({ length: 130 }, (_, place) => [`f${place}`, "x"] as const),
      ["file", file],
    ]);
    assert.deepEqual(await refusalOf(test, many), refused);
    const long = await formOf([
      ["pages", "1".repeat(20_000)],
      ["file", file],
    ]);
    assert.deepEqual(await refusalOf(test, long), refused);
  });

  it("is refused for a name that is too long, wherever it comes from, and keeps nothing", async (test) => {
    const refused = { status: 422, code: "invalid_value", pointers: ["#/filename"] };
    for (const characters of [996, 20_000]) {
      const filename = `${"x".repeat(characters)}.pptx`;
      assert.deepEqual(await refusalOf(test, await formOf([["file", { ...file, filename }]])), refused);
      const headers = {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${filename}"`,
      };
      const { app } = await newTestWeb(test);
      const body = await app.inject({ method: "POST", url: "/v1/convert", payload: file.content, headers });
      assert.deepEqual([body.statusCode, body.json().code], [422, "invalid_value"]);
    }
    const longest = `${"é".repeat(995)}.pptx`;
    const { app } = await newTestWeb(test);
    const form = await formOf([["file", { ...file, filename: longest }]]);
    const accepted = (await app.inject({ url: "/v1/jobs", ...form })).json();
    assert.match(accepted.source.filename, /^é+\.pptx$/);
  });

  it("is refused for a field without a name or with a long one, and for a long boundary", async (test) => {
    const long = await formOf([
      ["n".repeat(101), "x"],
      ["file", file],
    ]);
    const tooLarge = { status: 413, code: "request_too_large", pointers: undefined };
    assert.deepEqual(await refusalOf(test, long), tooLarge);
    const named = await formOf([
      ["pages", "1"],
      ["file", file],
    ]);
    const renamed = (from: string, to: string): FormRequest => ({
      ...named,
      payload: Buffer.from(named.payload.toString("latin1").replaceAll(from, to), "latin1"),
    });
    const malformed = { status: 400, code: "malformed_request", pointers: undefined };
    assert.deepEqual(await refusalOf(test, renamed('; name="pages"', "")), malformed);
    const [, boundary = ""] = named.headers["content-type"]?.split("boundary=") ?? [];
    const longer = boundary.padEnd(71, "x");
    const headers = { "content-type": `multipart/form-data; boundary=${longer}` };
    assert.deepEqual(await refusalOf(test, { ...renamed(boundary, longer), headers }), malformed);
  });

  it("is refused when the form ends in its middle, and keeps nothing", async (test) => {
    const form = await deckForm({ instructions: "x".repeat(50_000) });
    const { status, code } = await refusalOf(test, { ...form, payload: form.payload.subarray(0, 30_000) });
    assert.deepEqual({ status, code }, { status: 400, code: "malformed_request" });
    const headless = { ...form, payload: form.payload.subarray(0, 40) };
    assert.equal((await refusalOf(test, headless)).status, 400);
  });

  it("is refused when it is no form", async (test) => {
    const headers = { "content-type": "application/json" };
    const json: FormRequest = { method: "POST", payload: Buffer.from('"a text"'), headers };
    const refused = { status: 415, code: "unsupported_media_type", pointers: undefined };
    assert.deepEqual(await refusalOf(test, json), refused);
    assert.deepEqual(await refusalOf(test, { ...json, headers: { "content-type": "x/y" } }), refused);
    const noBoundary = { ...json, headers: { "content-type": "multipart/form-data" } };
    assert.equal((await refusalOf(test, noBoundary)).status, 400);
  });

  it("keeps nothing when the storage fails, and says so", async (test) => {
    const web = await newTestWeb(test);
    web.backend.files.write = async () => {
      throw Object.assign(new Error("disk on fire"), { code: "EIO" });
    };
    assert.deepEqual(await refusalOf(test, await deckForm(), web), {
      status: 500,
      code: "internal_error",
      pointers: undefined,
    });
  });

  it("keeps nothing when the connection breaks", async (test) => {
    const web = await newTestWeb(test);
    const { hostname, port } = new URL(await web.listen());
    const { files } = web.backend;
    const writes = new EventEmitter();
    const write = files.write.bind(files);
    files.write = (...file) => {
      const written = write(...file);
      writes.emit("begun", { written });
      return written;
    };
    const begun = once(writes, "begun") as Promise<[{ written: Promise<unknown> }]>;
    const { payload, headers } = await deckForm({ instructions: "x".repeat(100_000) });
    const head = `POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${headers["content-type"]}\r\ncontent-length: ${payload.length}\r\n\r\n`;
    const socket = connect(Number(port), hostname);
    socket.write(head);
    socket.write(payload.subarray(0, 60_000));
    const [{ written }] = await begun;
    const failed = assert.rejects(written);
    socket.destroy();
    await failed;
    assert.deepEqual(await storedKeys(web.backend), []);
    assert.equal((await web.backend.jobs.list("public", {}, { limit: 1 })).jobs.length, 0);
  });
});
