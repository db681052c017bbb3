import assert from "node:assert/strict";
import { it } from "node:test";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { closeBackend, type Delivery, isAppError, type JobQueue } from "@platen/core";
import { eventually } from "@platen/core/contracts";
import { awsPlace } from "../../test-support/aws-place.ts";
import { newInstallation } from "../../test-support/new-installation.ts";
import { clientConfig } from "../client-config.ts";
import { arnOf } from "../create/create-queue.ts";
import { openAwsBackend } from "../open-aws-backend.ts";

const place = awsPlace();

const next = (queue: JobQueue | undefined) =>
  eventually(async (): Promise<Delivery> => {
    const delivery = await queue?.receive({ waitMs: 1_000 });
    assert.ok(delivery !== undefined, "no message waits");
    return delivery;
  });

it("finds what was handed over too often in the queue beside", { timeout: 60_000 }, async () => {
  const { settings, deadLetterUrl, drop } = await newInstallation(place.access());
  const { queueUrl: QueueUrl } = settings;
  const client = new SQSClient(clientConfig("sqs", settings));
  const deadLetterTargetArn = await arnOf(client, deadLetterUrl);
  // As the product sets it up, only sooner.
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 });
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
  const backend = await openAwsBackend(settings, { visibilityMs: 60_000 });
  await backend.queue.send("job-1", { owner: "owner-1" });
  for (let receives = 1; receives <= 3; receives += 1) await (await next(backend.queue)).release(0);
  assert.equal(await backend.queue.receive({ waitMs: 1_000 }), undefined);
  const delivery = await next(backend.deadLetters);
  assert.equal(delivery.jobId, "job-1");
  await delivery.complete();
  assert.equal(await backend.deadLetters?.receive({ waitMs: 1_000 }), undefined);
  await closeBackend(backend);
  client.destroy();
  await drop();
});

it("says so when a queue has no dead-letter queue, and finds it once it has one", async () => {
  const { settings, deadLetterUrl, drop } = await newInstallation(place.access());
  const { queueUrl: QueueUrl } = settings;
  const client = new SQSClient(clientConfig("sqs", settings));
  const set = (RedrivePolicy: string) =>
    client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
  await set("");
  const backend = await openAwsBackend(settings, { visibilityMs: 60_000 });
  await assert.rejects(
    async () => backend.deadLetters?.ping(),
    (error) => {
      return isAppError(error, "job_queue_unavailable") && /no dead-letter queue/.test(String(error.cause));
    },
  );
  await set(JSON.stringify({ deadLetterTargetArn: await arnOf(client, deadLetterUrl), maxReceiveCount: 3 }));
  await backend.deadLetters?.ping();
  await closeBackend(backend);
  client.destroy();
  await drop();
});
