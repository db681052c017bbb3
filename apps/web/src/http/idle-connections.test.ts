import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

function headOf(length: number, type: string, extra = ""): string {
  return `POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n${extra}\r\n`;
}

async function open(address: string): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  await once(socket, "connect");
  return socket.on("error", () => undefined);
}

describe("A connection", () => {
  it("is closed when an upload falls silent, and nothing is kept", async (test) => {
    const web = await newTestWeb(test, { values: { idleTimeoutMs: 300, lingerMs: 50 } });
    const { payload, headers } = await deckForm({ instructions: "x".repeat(20_000) });
    const socket = await open(await web.listen());
    socket.write(headOf(payload.length, headers["content-type"] ?? ""));
    socket.write(payload.subarray(0, 10_000));
    await once(socket.resume(), "close");
    for await (const { key } of web.backend.files.list("sources", Number.MAX_SAFE_INTEGER)) assert.fail(key);
  });

  it("may be as slow as it likes while it is not silent", async (test) => {
    const web = await newTestWeb(test, { values: { idleTimeoutMs: 1_000 } });
    const { payload, headers } = await deckForm({ instructions: "x".repeat(1_000) });
    const socket = await open(await web.listen());
    socket.write(headOf(payload.length, headers["content-type"] ?? ""));
    const step = Math.ceil(payload.length / 8);
    for (let sent = 0; sent < payload.length; sent += step) {
      await sleep(200);
      socket.write(payload.subarray(sent, sent + step));
    }
    const [answer] = (await once(socket, "data")) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 202 /);
    socket.destroy();
  });

  it("is kept between two requests for as long as it may be silent", async (test) => {
    const web = await newTestWeb(test, { values: { idleTimeoutMs: 130_000 } });
    const answer = await fetch(`${await web.listen()}/livez`);
    assert.equal(answer.headers.get("keep-alive"), "timeout=130");
  });

  it("is not closed for silence while the server lets the client wait", async (test) => {
    const web = await newTestWeb(test, { values: { idleTimeoutMs: 200 } });
    const { payload, headers } = await deckForm();
    const url = `${await web.listen()}/v1/jobs`;
    const answer = await fetch(url, {
      method: "POST",
      headers: { ...headers, prefer: "wait=2" },
      body: new Uint8Array(payload),
    });
    assert.equal(answer.status, 202);
  });

  it("is read on for a while after a refusal, so that the client sees why, and then cut off", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 1_000, lingerMs: 300 } });
    const { headers } = await deckForm();
    const socket = await open(await web.listen());
    socket.write(headOf(50_000_000, headers["content-type"] ?? ""));
    const [answer] = (await once(socket, "data")) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 413 [\s\S]*upload_too_large/);
    socket.write(Buffer.alloc(1_000_000)); // taken and dropped
    await once(socket, "close");
  });

  it("stays usable after a refusal whose rest was short", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 10_000, lingerMs: 5_000 } });
    const { payload, headers } = await deckForm({ instructions: "x".repeat(300_000) });
    const socket = await open(await web.listen());
    let seen = "";
    socket.on("data", (chunk) => {
      seen += chunk;
    });
    socket.write(headOf(payload.length, headers["content-type"] ?? ""));
    socket.write(payload);
    while (!seen.includes("upload_too_large")) await once(socket, "data");
    socket.write("GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n");
    while (!seen.includes('{"status":"ok"}')) await once(socket, "data");
    socket.destroy();
  });
});
