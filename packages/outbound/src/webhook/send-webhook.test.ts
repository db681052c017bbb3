import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Job, ReadyCallback } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { MemoryFileStorage } from "@platen/core/memory";
import { Webhook } from "standardwebhooks";
import { GuardedClient } from "../client/guarded-client.ts";
import { OutboundSender } from "../outbound-sender.ts";
import { newReceiver } from "../test-support/receiver.ts";
import { callbackSecretOf, secretPattern } from "./callback-secret.ts";

const going = new AbortController().signal;
const idKey = Buffer.alloc(32, 7);
const sender = new OutboundSender(new GuardedClient({ allow: "127.0.0.1" }), {
  idKey,
  files: new MemoryFileStorage(),
});
after(() => sender.close());

const job: Job = newJob({ status: "succeeded", finishedAt: 1_700_000_000_000, password: "sesame" });
const callbackTo = (url: string, secret: string | null = null): ReadyCallback => ({
  ...{
    id: "msg_1",
    host: new URL(url).host,
    state: "sending",
    attempts: 2,
    nextAt: 1,
    giveUpAt: 2,
    problem: null,
  },
  kind: "webhook",
  target: { kind: "webhook", url, secret },
});

describe("a webhook", () => {
  it("can be verified by any library of Standard Webhooks, with the owner's secret or that of the request", async () => {
    await using receiver = await newReceiver();
    const own = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
    for (const [given, expected] of [
      [null, callbackSecretOf(idKey, job.owner)],
      [own, own],
    ] as const) {
      assert.deepEqual(await sender.send(job, callbackTo(`${receiver.url}/hook`, given), going), {
        sent: true,
      });
      const { headers, body, path, method } = receiver.received.at(-1) ?? assert.fail();
      assert.deepEqual([method, path, headers["content-type"]], ["POST", "/hook", "application/json"]);
      assert.equal(headers["webhook-id"], "msg_1");
      const message = new Webhook(expected).verify(body, headers as Record<string, string>);
      const { type, timestamp, data } = message as { type: string; timestamp: string; data: { id: string } };
      assert.deepEqual([type, timestamp, data.id], ["job.succeeded", "2023-11-14T22:13:20.000Z", job.id]);
      assert.doesNotMatch(body, /sesame|sources\//);
    }
  });

  it("is signed with a secret that every owner has for themselves", () => {
    const secret = callbackSecretOf(idKey, "a");
    assert.match(secret, new RegExp(secretPattern));
    assert.notEqual(secret, callbackSecretOf(idKey, "b"));
    assert.notEqual(secret, callbackSecretOf(Buffer.alloc(32, 8), "a"));
  });

  it("is tried again after any answer but 2xx and 410, when the receiver wants it", async () => {
    const outcomes = [];
    for (const [status, after] of [[200], [204], [302], [400], [410], [500], [503, "120"]] as const) {
      await using receiver = await newReceiver((_, response) => {
        const headers = { ...(after && { "retry-after": after }), location: "/elsewhere" };
        response.writeHead(status, headers).end("words of the receiver");
      });
      const outcome = await sender.send(job, callbackTo(receiver.url), going);
      outcomes.push(outcome.sent || [status, outcome.retry, outcome.afterMs]);
      assert.equal(receiver.received.length, 1, "no redirect is followed");
      if (!outcome.sent) assert.match(outcome.problem, /^127\.0\.0\.1:\d+ answered with status \d{3}\.$/);
    }
    assert.deepEqual(outcomes, [
      ...[true, true, [302, true, undefined], [400, true, undefined], [410, false, undefined]],
      ...[
        [500, true, undefined],
        [503, true, 120_000],
      ],
    ]);
  });

  it("is tried again where nobody answers, and never where it may not go", async () => {
    const closed = await newReceiver();
    await closed[Symbol.asyncDispose]();
    const away = await sender.send(job, callbackTo(closed.url), going);
    assert.deepEqual([away.sent, !away.sent && away.retry], [false, true]);
    const forbidden = await sender.send(job, callbackTo("http://127.0.0.2:8080/"), going);
    assert.deepEqual([forbidden.sent, !forbidden.sent && forbidden.retry], [false, false]);
  });

  it("is received when the status has come, whatever becomes of the rest of the answer", async () => {
    await using receiver = await newReceiver((_, response) => {
      response.writeHead(200, { "content-length": 1_000_000 }).write("begun");
      setImmediate(() => response.destroy());
    });
    assert.deepEqual(await sender.send(job, callbackTo(receiver.url), going), { sent: true });
  });
});
