import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { deckForm } from "./testing/test-uploads.ts";
import { newTestWeb } from "./testing/test-web.ts";

describe("Stopping", () => {
  it("ends waits with the job as it is, and keeps no connection open", async (test) => {
    const web = await newTestWeb(test);
    const url = await web.listen();
    const { id } = (await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    const waiting = fetch(`${url}/v1/jobs/${id}`, { headers: { prefer: "wait=60" } });
    await fetch(`${url}/livez`);
    await web.app.close();
    const answer = await waiting;
    assert.deepEqual([answer.status, ((await answer.json()) as { status: string }).status], [200, "queued"]);
  });

  it("turns away a request whose head is complete only then", async (test) => {
    const web = await newTestWeb(test);
    const { port } = new URL(await web.listen());
    const socket = connect(Number(port), "127.0.0.1");
    await once(web.app.server, "connection");
    socket.write("GET /v1/formats HTTP/1.1\r\nhost: localhost\r\n");
    // Answered after the lines above were read, since both use the same event loop.
    await fetch(`http://127.0.0.1:${port}/livez`);
    const closing = web.app.close();
    await new Promise(setImmediate);
    socket.write("\r\n");
    const answer = await text(socket);
    assert.match(answer, /^HTTP\/1\.1 503 /);
    assert.match(answer, /"code":"server_stopping"/);
    await closing;
  });

  it("waits for what was begun in the background", async (test) => {
    const web = await newTestWeb(test);
    const sending = Promise.withResolvers<void>();
    let isSent = false;
    web.backend.queue.send = async () => {
      await sending.promise;
      isSent = true;
    };
    assert.equal((await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) })).statusCode, 202);
    const closing = web.app.close();
    await new Promise(setImmediate);
    assert.equal(isSent, false);
    sending.resolve();
    await closing;
    assert.equal(isSent, true);
  });

  it("accepts a job although the queue is unavailable, because the sweeper will send it", async (test) => {
    const logged: Record<string, unknown>[] = [];
    const web = await newTestWeb(test, { log: (fields) => logged.push(fields) });
    web.backend.queue.send = async () => {
      throw new Error("the queue is unavailable");
    };
    const answer = await web.app.inject({ url: "/v1/jobs", ...(await deckForm()) });
    assert.equal(answer.statusCode, 202);
    await web.app.close();
    assert.ok(logged.some(({ jobId, err }) => jobId === answer.json().id && err instanceof Error));
  });
});
