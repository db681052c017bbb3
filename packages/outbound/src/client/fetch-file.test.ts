import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { newReceiver } from "../test-support/receiver.ts";
import { fetchFile } from "./fetch-file.ts";
import { GuardedClient } from "./guarded-client.ts";

const signal = new AbortController().signal;
const client = new GuardedClient({ allow: "127.0.0.1" });
after(() => client.close());

const isUnreachable = (words: RegExp) => (error: unknown) =>
  isAppError(error, "address_unreachable") && words.test(error.message);

describe("fetchFile", () => {
  it("gives the file with its length, wherever it was redirected to", async () => {
    await using server = await newReceiver(({ path }, response) => {
      if (path === "/old") response.writeHead(301, { location: "/files/new.docx" }).end();
      else response.writeHead(200, { "content-length": 5 }).end("hello");
    });
    const file = await fetchFile(client, `${server.url}/old`, { signal, headers: { "x-key": "1" } });
    assert.deepEqual([file.bytes, file.url.pathname], [5, "/files/new.docx"]);
    assert.equal(Buffer.concat(await file.content.toArray()).toString(), "hello");
    assert.equal(server.received[1]?.headers["x-key"], "1");
  });

  it("tells of any other status nothing but the status", async () => {
    await using server = await newReceiver(
      (_, response) => void response.writeHead(404).end("words of theirs"),
    );
    await assert.rejects(
      fetchFile(client, server.url, { signal }),
      isUnreachable(/^127\.0\.0\.1:\d+ answered with status 404\.$/),
    );
  });

  it("refuses what is compressed on the way", async () => {
    await using server = await newReceiver(
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
    );
    await assert.rejects(fetchFile(client, server.url, { signal }), isUnreachable(/compressed/));
  });

  it("fails when the file breaks off or does not go on in time", async () => {
    await using server = await newReceiver(({ path }, response) => {
      response.writeHead(200, { "content-length": 10 }).write("hello");
      if (path === "/broken") setTimeout(() => response.destroy(), 20);
    });
    const broken = await fetchFile(client, `${server.url}/broken`, { signal });
    await assert.rejects(broken.content.toArray(), isUnreachable(/broke the connection off/));
    const late = await fetchFile(client, server.url, { signal: AbortSignal.timeout(60) });
    await assert.rejects(late.content.toArray(), isUnreachable(/does not answer in time/));
  });
});
