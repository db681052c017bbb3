import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { isAppError } from "@platen/core";
import { awsPlace } from "../../test-support/aws-place.ts";
import { type FaultProxy, startFaultProxy } from "../../test-support/fault-proxy.ts";
import { newInstallation } from "../../test-support/new-installation.ts";
import { clientConfig } from "../client-config.ts";
import { SqsJobQueue } from "./sqs-job-queue.ts";

const place = awsPlace();

/** A queue that hides what was handed over for longer than the test waits. */
async function withQueue(
  body: (queue: SqsJobQueue, queueUrl: string, proxy: FaultProxy) => Promise<void>,
): Promise<void> {
  const { settings, drop } = await newInstallation(place.access());
  const { queueUrl } = settings;
  const proxy = await startFaultProxy(settings.endpoint ?? "");
  const options = { queueUrl: async () => queueUrl, visibilityMs: 600_000, answerWithinMs: 10_000 };
  const queue = new SqsJobQueue(
    new SQSClient(clientConfig("sqs", { ...settings, endpoint: proxy.endpoint })),
    options,
  );
  try {
    await body(queue, queueUrl, proxy);
  } finally {
    await queue.close();
    await proxy.close();
    await drop();
  }
}

async function firstOf(queue: SqsJobQueue, withinMs: number): Promise<string | undefined> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    const delivery = await queue.receive({ waitMs: 1_000 });
    if (delivery !== undefined) return delivery.jobId;
  }
  return undefined;
}

describe("a message", { concurrency: 3, timeout: 60_000 }, () => {
  it("whose handing-over was lost on the way comes again within seconds, not after the whole visibility", () =>
    withQueue(async (queue, _queueUrl, proxy) => {
      await queue.send("job-1", { owner: "owner-1" });
      let lost = 0;
      proxy.decide = ({ headers }) => {
        const isPoll = /ReceiveMessage$/.test(String(headers["x-amz-target"]));
        if (!isPoll || lost === 2) return "pass";
        lost += 1;
        return "lose";
      };
      await assert.rejects(queue.receive({ waitMs: 20_000 }), (error) =>
        isAppError(error, "job_queue_unavailable"),
      );
      assert.equal(lost, 2);
      assert.equal(await firstOf(queue, 20_000), "job-1");
    }));

  it("that has arrived stays hidden for the whole visibility", () =>
    withQueue(async (queue) => {
      await queue.send("job-1", { owner: "owner-1" });
      assert.equal(await firstOf(queue, 10_000), "job-1");
      assert.equal(await firstOf(queue, 7_000), undefined);
    }));

  it("that is not one of ours is left alone and holds nobody up", () =>
    withQueue(async (queue, queueUrl) => {
      const client = new SQSClient(clientConfig("sqs", place.access()));
      const strange = ["hello", "{}", "null", '{"version":2,"jobId":"job-1"}', '{"version":1,"jobId":7}'];
      for (const MessageBody of strange) {
        const group = { MessageGroupId: MessageBody.length.toString() };
        await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, ...group }));
      }
      client.destroy();
      await queue.send("job-1", { owner: "owner-1" });
      assert.equal(await firstOf(queue, 20_000), "job-1");
    }));
});
