import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { GuardedClient } from "@platen/outbound";
import { type Entry, file, lastJob, newWeb, refusal, send, url } from "../testing/gotenberg-forms.ts";
import { officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

/** May ask this machine. */
function openClient(test: TestContext): GuardedClient {
  const client = new GuardedClient({ allow: "127.0.0.1" });
  test.after(() => client.close());
  return client;
}

describe("Webhooks and files by address", () => {
  const webhook = (name: string) => `gotenberg-webhook-${name}`;

  it("answer at once, and keep whom to tell in the job", async (test) => {
    const web = await newTestWeb(test, { parts: { outbound: openClient(test) } });
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const headers = {
      [webhook("url")]: "http://127.0.0.1:40009/done?token=secret",
      [webhook("error-url")]: "http://127.0.0.1:40009/failed",
      [webhook("events-url")]: "http://127.0.0.1:40009/events",
      [webhook("method")]: "put",
      [webhook("extra-http-headers")]: '{"X-Foo": "bar", "Host": "elsewhere"}',
      ...{ "gotenberg-output-filename": "mine", "gotenberg-trace": "t1", traceparent },
    };
    const answer = await send(web, [file("a.docx")], headers);
    assert.deepEqual([answer.statusCode, answer.body], [204, ""]);
    const extra = { "x-foo": "bar", "gotenberg-trace": "t1", traceparent };
    assert.deepEqual(
      (await lastJob(web)).callbacks?.map(({ target }) => target),
      [
        {
          ...{
            kind: "result",
            url: "http://127.0.0.1:40009/done?token=secret",
            method: "PUT",
            headers: extra,
          },
          ...{ filename: "mine", failure: { url: "http://127.0.0.1:40009/failed", method: "POST" } },
        },
        { kind: "event", url: "http://127.0.0.1:40009/events", headers: extra, correlationId: "t1" },
      ],
    );
  });

  it("are refused where they cannot be told or where the server may not go, before a file has travelled", async (test) => {
    const web = await newWeb(test);
    const there = { [webhook("url")]: "https://example.com/" };
    const events = { [webhook("events-url")]: "https://example.com/" };
    const refused = async (headers: Record<string, string>) =>
      (await refusal(web, [file("a.docx")], headers))[0];
    assert.equal(await refused(there), 400);
    assert.equal(await refused({ ...there, ...events, [webhook("method")]: "GET" }), 400);
    assert.equal(await refused({ ...there, ...events, [webhook("extra-http-headers")]: "[]" }), 400);
    assert.equal(await refused({ [webhook("url")]: "ftp://example.com/", ...events }), 400);
    assert.equal(await refused({ [webhook("url")]: "http://127.0.0.1/", ...events }), 403);
  });

  it("hear of what is wrong with a form, which is answered like any other", async (test) => {
    const web = await newTestWeb(test, { parts: { outbound: openClient(test) } });
    const headers = {
      [webhook("url")]: "http://127.0.0.1:40009/done",
      [webhook("error-url")]: "http://127.0.0.1:40009/failed",
    };
    const pdf: Entry = ["a.pdf", { filename: "a.pdf", content: "%PDF-1.7\n" }];
    const metadata = "/forms/pdfengines/metadata/read";
    for (const [entries, at, message] of [
      [[file("a.docx"), ["quality", "101"]], undefined, /'quality' must be/],
      [[["quality", "80"]], undefined, /no file with one of these extensions/],
      [[pdf], metadata, /no file that a webhook could get/],
    ] as [Entry[], string | undefined, RegExp][]) {
      const answer = await send(web, entries, headers, at);
      assert.deepEqual([answer.statusCode, answer.body], [204, ""]);
      const { status, error, callbacks } = await lastJob(web);
      assert.deepEqual([status, error?.code, callbacks?.[0]?.state], ["failed", "invalid_value", "sending"]);
      assert.match(error?.message ?? "", message);
      for await (const { key } of web.backend.files.list("sources", Date.now() + 1_000))
        assert.fail(`${key} is left`);
    }
    const json = await web.app.inject({ method: "POST", url, payload: {}, headers });
    assert.equal(json.statusCode, 415);
  });

  it("fetch what downloadFrom names, by the name that its answer gives", async (test) => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push([request.url, request.headers["x-foo"]]);
      if (request.url !== "/nameless")
        response.setHeader("content-disposition", 'attachment; filename="2.docx"');
      response.end(officeFile());
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    test.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const web = await newTestWeb(test, { parts: { outbound: openClient(test) } });
    await web.startWorker();
    const from = (path: string) =>
      JSON.stringify([{ url: `http://127.0.0.1:${port}/${path}`, extraHttpHeaders: { "X-Foo": "bar" } }]);
    const answer = await send(web, [file("10.docx"), ["downloadFrom", from("any")]]);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual(seen, [["/any", "bar"]]);
    const { source, moreSources } = await lastJob(web);
    assert.deepEqual([source.filename, moreSources?.[0]?.filename], ["2.docx", "10.docx"]);
    const nameless = await send(web, [["downloadFrom", from("nameless")]]);
    assert.equal(nameless.statusCode, 400);
    assert.match(nameless.body, /Content-Disposition/);
    for (const wrong of ["{}", "[{}]", "x"])
      assert.equal((await send(web, [["downloadFrom", wrong]])).statusCode, 400, wrong);
    const closed = await newTestWeb(test);
    assert.equal((await send(closed, [["downloadFrom", from("any")]])).statusCode, 403);
  });
});
