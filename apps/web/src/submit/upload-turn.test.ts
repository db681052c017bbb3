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
  const { payload, headers } = await deckForm({ instructions: "x".repeat(bytes) });
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

  it("do not wait for clients that are silent or send byte by byte, however many there are", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1 } });
    const address = await web.listen();
    const others = await Promise.all(Array.from({ length: 60 }, () => begin(address, 10_000)));
    const [silent, dripping] = [others.slice(0, 30), others.slice(30)];
    for (const { socket, payload } of silent.slice(15)) socket.write(payload.subarray(0, 600));
    let sent = 0;
    const drip = setInterval(() => {
      for (const { socket, payload } of dripping) socket.write(payload.subarray(sent, sent + 1));
      sent += 1;
    }, 2);
    test.after(() => clearInterval(drip));
    for (let upload = 0; upload < 3; upload += 1) {
      const quick = await begin(address, 100_000);
      const answer = answerOf(quick);
      quick.socket.write(quick.payload);
      assert.match(await answer, /^HTTP\/1\.1 202 /);
      assert.ok(sent < 5_000, "the byte-by-byte clients are not at their end");
    }
    for (const { socket } of others) socket.destroy();
  });

  it("are not cut off for their silence while they wait for a turn that is held", async (test) => {
    const web = await newTestWeb(test, { values: { uploadsAtOnce: 1, idleTimeoutMs: 200 } });
    const address = await web.listen();
    const { files } = web.backend;
    const write = files.write.bind(files);
    const { promise: freed, resolve: free } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin1 } = Promise.withResolvers<void>();
    files.write = async (...file) => {
      begin1();
      await freed; // the disk is slow
      return write(...file);
    };
    const busy = await begin(address, 3_000_000);
    busy.socket.write(busy.payload);
    await begun;
    const waiting = await begin(address, 1_000);
    waiting.socket.write(waiting.payload);
    const answers = [answerOf(busy), answerOf(waiting)];
    await sleep(600);
    free();
    for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 202 /);
  });

  it("are answered and closed when nothing comes for the idle timeout", async (test) => {
    const web = await newTestWeb(test, { values: { idleTimeoutMs: 100, lingerMs: 50 } });
    const address = await web.listen();
    for (const bytes of [0, 600]) {
      const upload = await begin(address, 10_000);
      const closed = once(upload.socket, "close");
      upload.socket.write(upload.payload.subarray(0, bytes));
      const [answer] = (await once(upload.socket, "data")) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 408 [\s\S]*"code":"upload_too_slow"/);
      await closed;
    }
  });

  it("are cut off above the limit when their length was not announced, whatever the body holds", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 10_000, lingerMs: 50 } });
    const { port } = new URL(await web.listen());
    const part = '--b\r\ncontent-disposition: form-data; name="pages"\r\n\r\n';
    const whole = `${part.replace("pages", 'file"; filename="a.pptx')}PK\u0003\u0004\r\n--b--\r\n`;
    for (const start of ["", part, "--b\r\nx: ", "--b\r\n\r\n", whole]) {
      const socket = connect(Number(port), "127.0.0.1");
      let answer = "";
      socket.on("data", (data) => {
        answer += data;
      });
      socket.on("error", () => undefined); // it is closed while it sends
      const closed = new Promise((resolve) => socket.once("close", resolve));
      const head = "POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n";
      socket.write(`${head}content-type: multipart/form-data; boundary=b\r\n\r\n`);
      const chunk = (text: string) => socket.write(`${text.length.toString(16)}\r\n${text}\r\n`);
      if (start !== "") chunk(start);
      const flood = setInterval(() => chunk("x".repeat(20_000)), 1);
      test.after(() => clearInterval(flood));
      await closed;
      clearInterval(flood);
      assert.match(answer, /^HTTP\/1\.1 413 [\s\S]*"code":"upload_too_large"/, start);
    }
    const stored = await Array.fromAsync(web.backend.files.list("sources", Date.now() + 60_000));
    assert.deepEqual(stored, []);
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
