import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { GuardedClient } from "@platen/outbound";
import { file, lastJob, newWeb, refusal, send } from "../testing/gotenberg-forms.ts";
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
    const headers = {
      [webhook("url")]: "http://127.0.0.1:40009/done?token=secret",
      [webhook("error-url")]: "http://127.0.0.1:40009/failed",
      [webhook("events-url")]: "http://127.0.0.1:40009/events",
      [webhook("method")]: "put",
      [webhook("extra-http-headers")]: '{"X-Foo": "bar", "Host": "elsewhere"}',
      ...{ "gotenberg-output-filename": "mine", "gotenberg-trace": "t1" },
    };
    const answer = await send(web, [file("a.docx")], headers);
    assert.deepEqual([answer.statusCode, answer.body], [204, ""]);
    const extra = { "x-foo": "bar", "gotenberg-trace": "t1" };
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
    const url = { [webhook("url")]: "https://example.com/" };
    const events = { [webhook("events-url")]: "https://example.com/" };
    const refused = async (headers: Record<string, string>) =>
      (await refusal(web, [file("a.docx")], headers))[0];
    assert.equal(await refused(url), 400);
    assert.equal(await refused({ ...url, ...events, [webhook("method")]: "GET" }), 400);
    assert.equal(await refused({ ...url, ...events, [webhook("extra-http-headers")]: "[]" }), 400);
    assert.equal(await refused({ [webhook("url")]: "ftp://example.com/", ...events }), 400);
    assert.equal(await refused({ [webhook("url")]: "http://127.0.0.1/", ...events }), 403);
    const list = await send(web, [file("a.docx")], { ...url, ...events }, "/forms/pdfengines/metadata/read");
    assert.equal(list.statusCode, 400);
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
