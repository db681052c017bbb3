import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { eventually } from "@platen/core/contracts";
import { deckForm, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

describe("POST /v1/convert", () => {
  it("takes a form and gives the file", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    for (const url of ["/v1/convert?to=pdf", "/v1/convert"]) {
      const answer = await web.app.inject({ url, ...(await deckForm({ filename: "señal.pptx" })) });
      assert.equal(answer.statusCode, 200, answer.body);
      assert.equal(answer.rawPayload.subarray(0, 5).toString(), "%PDF-");
      assert.equal(answer.headers["content-type"], "application/pdf");
      assert.match(String(answer.headers["content-disposition"]), /filename\*=UTF-8''se%C3%B1al\.pdf/);
      assert.match(String(answer.headers.location), /^\/v1\/jobs\//);
    }
  });

  it("takes the document itself as the body, named in any of three ways", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const ways: [url: string, headers: Record<string, string>, result: string][] = [
      [
        "/v1/convert?to=pdf&filename=my%20deck.pptx",
        { "content-type": "application/octet-stream" },
        "my deck.pdf",
      ],
      [
        "/v1/convert",
        { "content-type": "application/x-www-form-urlencoded", "content-disposition": 'x; filename="a.odp"' },
        "a.pdf",
      ],
      ["/v1/convert", { "content-type": `${pptx}; charset=binary` }, "document.pdf"],
    ];
    for (const [url, headers, filename] of ways) {
      const answer = await web.app.inject({ method: "POST", url, headers, payload: officeFile() });
      assert.equal(answer.statusCode, 200, answer.body);
      assert.equal(answer.headers["content-disposition"], `attachment; filename="${filename}"`);
    }
    const text = {
      method: "POST",
      url: "/v1/convert",
      headers: { "content-type": "text/plain" },
      payload: "hello",
    } as const;
    assert.equal((await web.app.inject(text)).statusCode, 200);
  });

  it("takes options from the address and from the form; the form has the last word", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const form = await deckForm({ fields: { pages: "2" } });
    await web.app.inject({ url: "/v1/convert?to=pdf&pages=1&tagged=true", ...form });
    const { jobs } = await web.backend.jobs.list("public", {}, { limit: 1 });
    assert.deepEqual(jobs[0]?.options, { pages: "2", tagged: true });
  });

  it("refuses a bad address, a body without a name and a request without a body", async (test) => {
    const { app } = await newTestWeb(test);
    const post = async (url: string, headers: Record<string, string>, payload?: Buffer) => {
      const answer = await app.inject({ method: "POST", url, headers, ...(payload && { payload }) });
      return [answer.statusCode, answer.json().code, answer.json().errors?.[0].pointer];
    };
    const binary = { "content-type": "application/octet-stream" };
    assert.deepEqual(await post("/v1/convert?to=exe", binary, officeFile()), [422, "invalid_value", "#/to"]);
    for (const secret of ["password", "openPassword", "ownerPassword"])
      assert.deepEqual(await post(`/v1/convert?${secret}=x`, binary, officeFile()), [
        422,
        "invalid_value",
        `#/${secret}`,
      ]);
    assert.deepEqual(await post("/v1/convert?filename=a.pptx&pages=x", binary, officeFile()), [
      422,
      "invalid_value",
      "#/pages",
    ]);
    assert.deepEqual(await post("/v1/convert", binary, officeFile()), [415, "unsupported_format", undefined]);
    assert.deepEqual(await post("/v1/convert?filename=a.pptx", {}), [411, "length_required", undefined]);
  });

  it("refuses a body that is too large before it has come, and one that turns out to be", async (test) => {
    const { app, backend } = await newTestWeb(test, { values: { maxUploadBytes: 100 } });
    const request = { method: "POST", url: "/v1/convert?filename=a.pptx" } as const;
    const large = Buffer.concat([officeFile(), Buffer.alloc(200)]);
    for (const headers of [
      { "content-type": pptx },
      { "content-type": pptx, "transfer-encoding": "chunked", "content-length": "" },
    ]) {
      const answer = await app.inject({ ...request, headers, payload: large });
      assert.deepEqual([answer.statusCode, answer.json().code], [413, "upload_too_large"]);
    }
    assert.equal((await backend.jobs.list("public", {}, { limit: 1 })).jobs.length, 0);
  });

  it("answers a failed conversion as a problem with the failure's code", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    for (const [failure, status] of [
      ["source_corrupt", 422],
      ["source_encrypted", 422],
      ["unsupported_format", 415],
      ["worker_lost", 503],
      ["engine_unavailable", 503],
    ]) {
      const answer = await web.app.inject({
        url: "/v1/convert",
        ...(await deckForm({ instructions: `platen-fail=${failure}` })),
      });
      assert.deepEqual([answer.statusCode, answer.json().code], [status, failure]);
      assert.match(String(answer.headers.location), /^\/v1\/jobs\//);
    }
  });

  it("says where the job is when it takes too long", async (test) => {
    const web = await newTestWeb(test, { values: { convertWaitMs: 50 } });
    const answer = await web.app.inject({ url: "/v1/convert", ...(await deckForm()) });
    assert.deepEqual([answer.statusCode, answer.json().code], [504, "conversion_unfinished"]);
    const job = await web.app.inject({ url: String(answer.headers.location) });
    assert.equal(job.json().status, "queued");
    const impatient = await newTestWeb(test);
    const soon = await impatient.app.inject({
      url: "/v1/convert",
      ...(await deckForm({}, { prefer: "wait=0" })),
    });
    assert.equal(soon.statusCode, 504);
  });

  it("stops the job when the client leaves", async (test) => {
    const web = await newTestWeb(test);
    const { port } = new URL(await web.listen());
    const { payload, headers } = await deckForm();
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST /v1/convert HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${headers["content-type"]}\r\ncontent-length: ${payload.length}\r\n\r\n`,
    );
    socket.write(payload);
    const onlyJob = async () => (await web.backend.jobs.list("public", {}, { limit: 1 })).jobs[0];
    await eventually(async () => assert.equal((await onlyJob())?.status, "queued"));
    socket.destroy();
    await eventually(async () => assert.equal((await onlyJob())?.status, "canceled"));
  });
});
