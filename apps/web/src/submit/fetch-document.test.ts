import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { GuardedClient } from "@platen/outbound";
import { formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

/** A web app that may ask this machine, and a server on it with documents. */
async function newPlace(test: TestContext, answer: (path: string, response: ServerResponse) => void) {
  const server = createServer(({ url = "" }, response) => answer(url, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const outbound = new GuardedClient({ allow: "127.0.0.1" });
  test.after(async () => {
    server.closeAllConnections();
    server.close();
    await outbound.close();
  });
  const settings = { MAX_UPLOAD_BYTES: "10000" };
  const { app, backend } = await newTestWeb(test, { settings, parts: { outbound } });
  const submit = (body: object) =>
    app.inject({ method: "POST", url: "/v1/jobs", headers: { "content-type": "application/json" }, body });
  const stored = async () => {
    const keys: string[] = [];
    for await (const { key } of backend.files.list("sources", Infinity)) keys.push(key);
    return keys;
  };
  return { app, submit, stored, at: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const give = (response: ServerResponse, headers: Record<string, string> = {}) =>
  void response.writeHead(200, headers).end(officeFile("there"));

describe("a document by its address", () => {
  it("becomes a job like one that is uploaded, under the name that its answer or address says", async (test) => {
    const { submit, at } = await newPlace(test, (path, response) => {
      if (path === "/named")
        give(response, { "content-disposition": "attachment; filename*=UTF-8''se%C3%B1al.pptx" });
      else if (path === "/typed")
        give(response, { "content-type": "application/vnd.oasis.opendocument.text; x=y" });
      else give(response);
    });
    const names = [];
    for (const body of [
      ...[{ url: `${at}/named` }, { url: `${at}/my%20deck.pptx?token=1` }, { url: `${at}/typed` }],
      { url: `${at}/download?id=7`, filename: "given.docx", format: "pdf", options: { pages: "1" } },
    ]) {
      const answer = await submit(body);
      assert.equal(answer.statusCode, 202, answer.body);
      const { source } = answer.json();
      assert.equal(source.bytes, officeFile("there").length);
      names.push(source.filename);
    }
    assert.deepEqual(names, ["señal.pptx", "my deck.pptx", "typed.odt", "given.docx"]);
  });

  it("goes with the files of a form", async (test) => {
    const { app, at } = await newPlace(test, (_, response) => give(response));
    const form = await formOf([
      ["url", `${at}/two.docx`],
      ["file", { filename: "one.pptx", content: officeFile() }],
      ["merge", "true"],
      ["url", `${at}/three.xlsx`],
    ]);
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 202, answer.body);
    const names = answer.json().sources.map(({ filename }: { filename: string }) => filename);
    assert.deepEqual(names, ["one.pptx", "two.docx", "three.xlsx"]);
    const alone = await formOf([["url", `${at}/alone.pptx`]]);
    assert.equal((await app.inject({ url: "/v1/jobs", ...alone })).statusCode, 202);
  });

  it("is refused with the reason, and nothing of it is kept", async (test) => {
    const { app, submit, stored, at } = await newPlace(test, (path, response) => {
      if (path.startsWith("/large"))
        response.writeHead(200, { "content-length": 20_000 }).end(Buffer.alloc(20_000));
      else if (path.startsWith("/endless"))
        response.writeHead(200).end(Buffer.alloc(20_000, "PK\u0003\u0004"));
      else if (path.startsWith("/broken")) {
        response.writeHead(200, { "content-length": 9_000 }).write(officeFile());
        setTimeout(() => response.destroy(), 20);
      } else if (path.startsWith("/deck")) give(response);
      else response.writeHead(404).end("words of theirs");
    });
    for (const [body, status, code] of [
      [{ url: `${at}/gone.pptx` }, 422, "address_unreachable"],
      [{ url: `${at}/large.pptx` }, 413, "upload_too_large"],
      [{ url: `${at}/endless.pptx` }, 413, "upload_too_large"],
      [{ url: `${at}/broken.pptx` }, 422, "address_unreachable"],
      [{ url: `${at}/deck.exe` }, 415, "unsupported_format"],
      [{ url: `${at}/deck.pptx`, format: "docx" }, 422, "unsupported_target"],
      [{ url: "http://127.0.0.2:8080/deck.pptx" }, 403, "address_not_allowed"],
      [{ url: "file:///etc/passwd" }, 422, "invalid_value"],
      [{ url: `${at}/deck.pptx`, uploadId: "0123456789012345678901" }, 422, "invalid_value"],
    ] as const) {
      const answer = await submit(body);
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code], JSON.stringify(body));
      assert.doesNotMatch(answer.body, /words of theirs/);
    }
    const form = await formOf([
      ["file", { filename: "one.pptx", content: officeFile() }],
      ["url", `${at}/gone.pptx`],
    ]);
    assert.equal((await app.inject({ url: "/v1/jobs", ...form })).statusCode, 422);
    assert.deepEqual(await stored(), []);
  });
});
