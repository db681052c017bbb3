import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { clientConfig, s3Config } from "../client-config.ts";
import { createInstallation } from "./create-installation.ts";
import { namesOf } from "./installation-names.ts";

const place = awsPlace();
const main = fileURLToPath(new URL("./main.ts", import.meta.url));

describe("createInstallation", { timeout: 120_000 }, () => {
  it("changes nothing that is as it should be when it runs again, and mends what is not", async () => {
    const name = newName();
    const names = { queue: name, table: name, bucket: name };
    const first = await createInstallation(place.access(), names);
    const queues = new SQSClient(clientConfig("sqs", place.access()));
    const files = new S3Client(s3Config(place.access()));
    const shapeOf = async (QueueUrl: string) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
      const { LastModifiedTimestamp: _, ...attributes } = (await queues.send(command)).Attributes ?? {};
      return attributes;
    };
    const before = await shapeOf(first.queueUrl);
    assert.deepEqual(await createInstallation(place.access(), names), first);
    assert.deepEqual(await shapeOf(first.queueUrl), before);
    const Attributes = { RedrivePolicy: "", VisibilityTimeout: "5" };
    await queues.send(new SetQueueAttributesCommand({ QueueUrl: first.queueUrl, Attributes }));
    await files.send(new DeleteBucketLifecycleCommand({ Bucket: name }));
    await createInstallation(place.access(), names);
    assert.deepEqual(await shapeOf(first.queueUrl), before);
    assert.equal(before.VisibilityTimeout, "60");
    assert.equal(JSON.parse(before.RedrivePolicy ?? "{}").maxReceiveCount, 500);
    const lifecycle = await files.send(new GetBucketLifecycleConfigurationCommand({ Bucket: name }));
    assert.deepEqual(lifecycle.Rules?.map(({ ID }) => ID).toSorted(), [
      "results",
      "sources",
      "unfinished-uploads",
    ]);
    for (const client of [queues, files]) client.destroy();
  });

  it("names the bucket after account and region where no name is given", async () => {
    const name = newName();
    const { bucket, queueUrl } = await createInstallation(place.access(), { queue: name, table: name });
    assert.equal(bucket, `platen-${queueUrl.split("/").at(-2)}-us-east-1`);
  });
});

it("keeps the names of the settings, and calls the rest platen", () => {
  assert.deepEqual(namesOf({}), { queue: "platen", table: "platen" });
  const given = { QUEUE_URL: "http://localhost:4566/000000000000/decks", TABLE: "jobs", BUCKET: "files" };
  assert.deepEqual(namesOf(given), { queue: "decks", table: "jobs", bucket: "files" });
});

it("prints the settings of web and worker, or says in a line why it could not", async () => {
  const environment = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  const run = (more: Record<string, string>) =>
    promisify(execFile)(process.execPath, [main], { env: { ...environment, ...more } });
  const { endpoint = "" } = place.access();
  const all = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  const { stdout } = await run({
    ...{ ...all, AWS_ENDPOINT_URL_SQS: endpoint, AWS_ENDPOINT_URL_S3: endpoint },
    TABLE: "jobs",
  });
  assert.match(
    stdout,
    /^BACKEND=aws\nAWS_ENDPOINT_URL=.*\n(AWS_ENDPOINT_URL_(DYNAMODB|SQS|S3)=http.*\n){3}AWS_REGION=us-east-1\nQUEUE_URL=http.*platen\n/,
  );
  assert.match(stdout, /\nBUCKET=platen-\d+-us-east-1\nTABLE=jobs\n$/);
  const failed = await run({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }).catch((error) => error);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /^The queue, bucket or table cannot be reached \(ECONNREFUSED\)\. .*\n$/);
});
