import assert from "node:assert/strict";
import { it } from "node:test";
import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { newJob, testJobStore } from "@platen/core/contracts";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { clientConfig } from "../client-config.ts";
import { createTable } from "../create/create-table.ts";
import { DynamoJobStore } from "./dynamo-job-store.ts";

const place = awsPlace();

async function openNew() {
  const table = newName();
  const client = () => new DynamoDBClient(clientConfig("dynamodb", place.access()));
  const maker = client();
  await createTable(maker, table);
  return {
    subject: new DynamoJobStore(client(), table),
    close: async () => {
      await maker.send(new DeleteTableCommand({ TableName: table }));
      maker.destroy();
    },
  };
}

testJobStore("DynamoJobStore", openNew);

it("counts a job that it created itself at once, though the index and its figure are older", async (test) => {
  const { subject: jobs, close } = await openNew();
  test.after(() => jobs.close().then(close));
  const job = newJob();
  await jobs.usage(job.owner);
  for (let created = 1; created <= 3; created += 1) {
    await jobs.create(newJob());
    const { queuedJobs, storedBytes } = await jobs.usage(job.owner);
    assert.deepEqual([queuedJobs, storedBytes], [created, created * job.source.bytes]);
  }
});
