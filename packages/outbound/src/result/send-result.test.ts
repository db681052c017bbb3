import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, describe, it } from "node:test";
import {
  type CallbackTarget,
  type EventTarget,
  failureOf,
  type Job,
  type ReadyCallback,
  type ResultTarget,
} from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { MemoryFileStorage } from "@platen/core/memory";
import { GuardedClient } from "../client/guarded-client.ts";
import { OutboundSender } from "../outbound-sender.ts";
import { newReceiver, type Received } from "../test-support/receiver.ts";

const going = new AbortController().signal;
const files = new MemoryFileStorage();
const client = new GuardedClient({ allow: "127.0.0.1" });
const sender = new OutboundSender(client, { idKey: Buffer.alloc(32), files });
after(() => sender.close());

const key = "results/a/attempt-1/result.pdf";
const about = { mediaType: "application/pdf", sha256: "", pages: 1, engine: "test", thumbnailKey: null };
const ended = { finishedAt: 1_700_000_000_000 };
const done = newJob({
  ...ended,
  status: "succeeded",
  result: { ...about, key, filename: "señal.pdf", bytes: 8 },
});
const failedAs = (code: "wrong_password" | "engine_crashed" | "conversion_timeout"): Job =>
  newJob({ ...ended, status: "failed", error: { ...failureOf(code), attempt: 1 } });

const send = (job: Job, target: CallbackTarget) => {
  const state = { attempts: 1, nextAt: 1, giveUpAt: 2, problem: null, state: "sending" } as const;
  const callback: ReadyCallback = {
    ...state,
    id: "msg_1",
    kind: target.kind,
    host: new URL(target.url).host,
    target,
  };
  return sender.send(job, callback, going);
};
const put = (url: string): ResultTarget => ({
  ...{ kind: "result", url, method: "PUT", headers: {}, filename: null, failure: null },
});

describe("a result that is sent", () => {
  it("comes whole, with its kind, length and name, each time anew", async () => {
    await files.write(key, Readable.from([Buffer.from("%PDF-1.7")]));
    await using receiver = await newReceiver();
    for (let round = 0; round < 2; round += 1)
      assert.deepEqual(await send(done, put(`${receiver.url}/bucket/deck.pdf?signature=x`)), { sent: true });
    for (const { method, path, headers, body } of receiver.received) {
      assert.deepEqual([method, path, body], ["PUT", "/bucket/deck.pdf?signature=x", "%PDF-1.7"]);
      assert.deepEqual(
        [headers["content-type"], headers["content-length"], headers["transfer-encoding"]],
        ["application/pdf", "8", undefined],
      );
      assert.match(
        headers["content-disposition"] ?? "",
        /filename="senal\.pdf"; filename\*=UTF-8''se%C3%B1al\.pdf/,
      );
    }
  });

  it("has the headers and name that were asked for, but for those of the connection", async () => {
    await using receiver = await newReceiver();
    const headers = { "X-Key": "1", Host: "other", "Content-Length": "3", "bad name": "x", "x-bad": "a\nb" };
    assert.equal((await send(done, { ...put(receiver.url), headers, filename: "mine" })).sent, true);
    const [{ headers: sent } = assert.fail()] = receiver.received;
    assert.deepEqual([sent["x-key"], sent["content-length"], sent["x-bad"]], ["1", "8", undefined]);
    assert.notEqual(sent.host, "other");
    assert.equal(sent["content-disposition"], 'attachment; filename="mine.pdf"');
  });

  it("is tried again when it was not taken, and given up when it is gone", async () => {
    await using receiver = await newReceiver((_, response) => void response.writeHead(500).end());
    const refused = await send(done, put(receiver.url));
    assert.deepEqual([refused.sent, !refused.sent && refused.retry], [false, true]);
    const lost = { ...done, result: { ...about, key: "results/none", filename: "a.pdf", bytes: 1 } };
    const gone = await send(lost, put(receiver.url));
    assert.deepEqual([gone.sent, !gone.sent && gone.retry], [false, false]);
  });

  it("is skipped for a job without one, unless somebody wants to hear of the failure", async () => {
    await using receiver = await newReceiver();
    assert.deepEqual(await send(failedAs("engine_crashed"), put(receiver.url)), {
      sent: true,
      skipped: true,
    });
    assert.equal(receiver.received.length, 0);
    const failure = { url: `${receiver.url}/errors`, method: "PATCH" } as const;
    for (const [code, status] of [
      ["wrong_password", 400],
      ["engine_crashed", 500],
      ["conversion_timeout", 503],
    ] as const) {
      const headers = { "Gotenberg-Trace": "t" };
      assert.deepEqual(await send(failedAs(code), { ...put(receiver.url), headers, failure }), {
        sent: true,
      });
      const told: Received | undefined = receiver.received.at(-1);
      const trace = told?.headers["gotenberg-trace"];
      assert.deepEqual([told?.method, told?.path, trace], ["PATCH", "/errors", "t"]);
      assert.deepEqual(JSON.parse(told?.body ?? ""), { status, message: failureOf(code).message });
    }
  });
});

describe("an event", () => {
  it("tells whether the job succeeded, and of a failure what it was", async () => {
    await using receiver = await newReceiver();
    const target: EventTarget = {
      kind: "event",
      url: receiver.url,
      headers: { "x-key": "1" },
      correlationId: "c",
    };
    for (const job of [done, failedAs("wrong_password")])
      assert.deepEqual(await send(job, target), { sent: true });
    const timestamp = "2023-11-14T22:13:20.000Z";
    const { message } = failureOf("wrong_password");
    assert.deepEqual(
      receiver.received.map(({ body }) => JSON.parse(body)),
      [
        { event: "webhook.success", correlationId: "c", timestamp },
        { event: "webhook.error", correlationId: "c", timestamp, error: { status: 400, message } },
      ],
    );
    assert.equal(receiver.received[0]?.headers["x-key"], "1");
    const problem = "It answered 500.";
    const over = { attempts: 9, nextAt: null, giveUpAt: null, target: null };
    const lost = {
      ...over,
      id: "msg_0",
      kind: "result",
      host: "one.example",
      state: "failed",
      problem,
    } as const;
    await send({ ...done, callbacks: [lost] }, target);
    const { event, error } = JSON.parse(receiver.received.at(-1)?.body ?? "");
    assert.deepEqual([event, error.status], ["webhook.error", 500]);
    assert.match(error.message, /one\.example\. It answered 500\.$/);
  });
});
