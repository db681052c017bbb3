import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { DeleteBucketLifecycleCommand, DeletePublicAccessBlockCommand, S3Client } from "@aws-sdk/client-s3";
import {
  DeleteQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { awsPlace } from "../../test-support/aws-place.ts";
import { type NewInstallation, newInstallation } from "../../test-support/new-installation.ts";
import { clientConfig, s3Config } from "../client-config.ts";
import { tableShape } from "../create/create-table.ts";
import { checkInstallation } from "./check-installation.ts";

const place = awsPlace();

interface Clients {
  readonly queues: SQSClient;
  readonly files: S3Client;
  readonly database: DynamoDBClient;
}

/** What the doctor says is wrong after `harm` was done to a sound installation. */
async function wrongAfter(
  harm: (clients: Clients, made: NewInstallation) => Promise<unknown>,
): Promise<string[]> {
  const made = await newInstallation(place.access());
  const clients = {
    queues: new SQSClient(clientConfig("sqs", place.access())),
    files: new S3Client(s3Config(place.access())),
    database: new DynamoDBClient(clientConfig("dynamodb", place.access())),
  };
  await harm(clients, made);
  const findings = await checkInstallation(made.settings);
  for (const client of Object.values(clients)) client.destroy();
  return findings.filter(({ isSound }) => !isSound).map(({ text }) => text);
}

describe("the doctor", { concurrency: 4, timeout: 120_000 }, () => {
  it("finds nothing wrong with what was just made", async () => {
    assert.deepEqual(await wrongAfter(async () => undefined), []);
  });

  it("tells a missing table, queue and bucket, each once and by name", async () => {
    const texts = await wrongAfter((_, { drop }) => drop());
    assert.equal(texts.length, 3);
    for (const [index, part] of ["table", "queue", "bucket"].entries())
      assert.match(texts[index] ?? "", new RegExp(`^There is no ${part} .*platen-test.*aws:create`));
  });

  it("tells keys and indexes that are not those of the job store", async () => {
    const texts = await wrongAfter(async ({ database }, { settings }) => {
      await database.send(new DeleteTableCommand({ TableName: settings.table }));
      const { GlobalSecondaryIndexes: indexes, ...shape } = tableShape(settings.table);
      const owner = indexes.flatMap((index) =>
        index.IndexName === "owner"
          ? [{ ...index, Projection: { ProjectionType: "KEYS_ONLY" as const } }]
          : [],
      );
      const AttributeDefinitions = shape.AttributeDefinitions.filter(
        ({ AttributeName }) => !/^(due|batchKey)/.test(AttributeName),
      );
      await database.send(
        new CreateTableCommand({ ...shape, AttributeDefinitions, GlobalSecondaryIndexes: owner }),
      );
    });
    assert.equal(texts.length, 4);
    assert.match(texts[0] ?? "", /^The index due is missing/);
    assert.match(texts[1] ?? "", /^The index owner does not hold status and batch/);
    assert.match(texts[2] ?? "", /^The index batch is missing/);
    assert.match(texts[3] ?? "", /^Time to live is not on/);
  });

  it("tells that old jobs would stay for ever", async () => {
    const texts = await wrongAfter(({ database }, { settings }) => {
      const TimeToLiveSpecification = { AttributeName: "ttl", Enabled: false };
      return database.send(
        new UpdateTimeToLiveCommand({ TableName: settings.table, TimeToLiveSpecification }),
      );
    });
    assert.equal(texts.length, 1);
    assert.match(texts[0] ?? "", /^Time to live is not on/);
  });

  it("tells a queue that forgets, that sets aside too soon, or into nothing", async () => {
    const texts = await wrongAfter(async ({ queues }, { settings, deadLetterUrl }) => {
      const arn = `arn:aws:sqs:us-east-1:000000000000:${deadLetterUrl.split("/").at(-1)}`;
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 });
      const Attributes = { MessageRetentionPeriod: "600", RedrivePolicy };
      await queues.send(new SetQueueAttributesCommand({ QueueUrl: settings.queueUrl, Attributes }));
      await queues.send(new DeleteQueueCommand({ QueueUrl: deadLetterUrl }));
    });
    assert.equal(texts.length, 3);
    assert.match(texts[0] ?? "", /^It forgets messages after 600 s/);
    assert.match(texts[1] ?? "", /after 3 receipts already/);
    assert.match(texts[2] ?? "", /dead-letter queue platen-test-\w+-dead is missing/);
  });

  it("tells how many messages were set aside", async () => {
    const texts = await wrongAfter(({ queues }, { deadLetterUrl: QueueUrl }) =>
      queues.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" })),
    );
    assert.equal(texts.length, 1);
    assert.match(texts[0] ?? "", /^1 messages lie in its dead-letter queue/);
  });

  it("tells a bucket that is open to the public and keeps everything", async () => {
    const texts = await wrongAfter(async ({ files }, { settings }) => {
      await files.send(new DeletePublicAccessBlockCommand({ Bucket: settings.bucket }));
      await files.send(new DeleteBucketLifecycleCommand({ Bucket: settings.bucket }));
    });
    assert.equal(texts.length, 3);
    assert.match(texts[0] ?? "", /does not block public access/);
    assert.match(texts[1] ?? "", /keeps unfinished uploads for ever/);
    assert.match(texts[2] ?? "", /never removes files/);
  });

  it("tells that nothing can be reached, in words", async () => {
    const nowhere = { ...place.access(), endpoint: "http://127.0.0.1:1" };
    const findings = await checkInstallation({
      ...nowhere,
      queueUrl: "http://127.0.0.1:1/1/q",
      bucket: "b",
      table: "t",
    });
    assert.equal(findings.length, 3);
    for (const { text } of findings)
      assert.match(text, /cannot be reached \(ECONNREFUSED\)\. Check the network/);
  });

  it("prints its findings and ends with 1 only when something is wrong", async () => {
    const { settings, drop } = await newInstallation(place.access());
    const main = fileURLToPath(new URL("./main.ts", import.meta.url));
    const run = (more: Record<string, string>) =>
      promisify(execFile)(process.execPath, [main], {
        env: {
          AWS_ACCESS_KEY_ID: "test",
          AWS_SECRET_ACCESS_KEY: "test",
          AWS_REGION: settings.region,
          QUEUE_URL: settings.queueUrl,
          AWS_ENDPOINT_URL: settings.endpoint ?? "",
          ...more,
        },
      });
    const { stdout } = await run({ BUCKET: settings.bucket, TABLE: settings.table });
    assert.match(stdout, /^ok {5}Table .*\n(ok .*\n)+Everything is as it should be\.\n$/);
    // The endpoint of one service comes before that of all.
    const apart = await run({
      ...{ BUCKET: settings.bucket, TABLE: settings.table },
      ...{ AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_S3: settings.endpoint ?? "" },
    }).catch((error) => error);
    assert.match(apart.stdout, /WRONG {2}The table.*ECONNREFUSED[\s\S]*ok {5}Bucket/);
    const wrong = await run({ BUCKET: "nowhere", TABLE: settings.table }).catch((error) => error);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stdout, /\nWRONG {2}There is no bucket nowhere\. .*\n1 of \d+ are wrong\.\n$/);
    const unset = await run({}).catch((error) => error);
    assert.deepEqual([unset.code, unset.stdout], [1, ""]);
    assert.match(unset.stderr, /^Set BUCKET, TABLE; /);
    await drop();
  });
});
