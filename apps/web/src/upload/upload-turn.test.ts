import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

interface Upload {
  readonly socket: Socket;
  readonly payload: Buffer;
}

/** A connection that has sent the head of its request and nothing else. */
async function begin(address: string, bytes: number): Promise<Upload> {
  const { payload, headers } = await deckForm({ wishes: "x".repeat(bytes) });
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  await once(socket, "connect");
  const type = headers["content-type"];
  socket.write(
    `POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n`,
  );
  return { socket, payload };
}

async function answerOf({ socket }: Upload): Promise<string> {
  const closed = once(socket, "close").then(() => ["closed without an answer"]);
  const [answer = ""] = await Promise.race([once(socket, "data") as Promise<[Buffer]>, closed]);
  socket.destroy();
  return answer.toString();
}

describe("Uploads in turns", () => {
  it("all arrive whole, many more of them than are read at the same time", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 2 } });
    const address = await web.listen();
    const uploads = await Promise.all(Array.from({ length: 30 }, () => begin(address, 300_000)));
    const answers = uploads.map(answerOf);
    for (const { socket, payload } of uploads) socket.write(payload);
    for (const answer of await Promise.all(answers))
      assert.match(answer, /^HTTP\/1\.1 202 [\s\S]*"bytes":3000\d\d,/);
  });

  it("do not wait for a client that is slow, and the slow one arrives too", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1 } });
    const address = await web.listen();
    const slow = await begin(address, 1_000);
    slow.socket.write(slow.payload.subarray(0, 600));
    await sleep(50);
    const quick = await begin(address, 100_000);
    const answer = answerOf(quick);
    quick.socket.write(quick.payload);
    assert.match(await answer, /^HTTP\/1\.1 202 /);
    const late = answerOf(slow);
    slow.socket.write(slow.payload.subarray(600));
    assert.match(await late, /^HTTP\/1\.1 202 /);
  });

  it("are not cut off for their silence while they wait", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1, idleTimeoutMs: 300 } });
    const address = await web.listen();
    const busy = await begin(address, 1_000);
    const waiting = await begin(address, 1_000);
    const answers = [answerOf(busy), answerOf(waiting)];
    waiting.socket.write(waiting.payload);
    for (let sent = 0; sent < busy.payload.length; sent += 4) {
      busy.socket.write(busy.payload.subarray(sent, sent + 4));
      await sleep(2); // never silent for long enough to lose its turn
    }
    for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 202 /);
  });

  it("pass on when a client leaves while it has or waits for its turn", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1 } });
    const address = await web.listen();
    for (let leaving = 0; leaving < 3; leaving += 1) {
      const upload = await begin(address, 10_000);
      upload.socket.write(upload.payload.subarray(0, 5_000));
      upload.socket.destroy();
    }
    const refused = await begin(address, 10_000);
    const refusal = answerOf(refused);
    refused.socket.write(refused.payload.toString("latin1").replace("deck.pptx", "deck.exe_"));
    assert.match(await refusal, /^HTTP\/1\.1 415 /);
    const whole = await begin(address, 10_000);
    const answer = answerOf(whole);
    whole.socket.write(whole.payload);
    assert.match(await answer, /^HTTP\/1\.1 202 /);
  });
});
