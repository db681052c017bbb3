import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Job, type SweeperParts, systemClock } from "@platen/core";
import { newMemoryBackend } from "@platen/core/memory";
import type { Build } from "./build.ts";
import { clientOf } from "./simulated-aws.ts";
import { SimulatedDynamoDb } from "./simulated-dynamodb.ts";
import { SimulatedS3 } from "./simulated-s3.ts";

/** As measured within one region. */
const latenciesMs = { dynamodb: 6, s3: 30 };

/** An installation on simulated services, and sweepers of one build on it. */
export function installationOf({ core, contracts, DynamoJobStore, itemOf, S3FileStorage }: Build) {
  const table = new SimulatedDynamoDb();
  const bucket = new SimulatedS3();
  const client = new S3Client(clientOf(bucket, latenciesMs.s3));
  const jobs = new DynamoJobStore(new DynamoDBClient(clientOf(table, latenciesMs.dynamodb)), "jobs", {
    exactRemoval: true,
  });
  const files = new S3FileStorage({ requests: client, uploads: client, links: client }, "files");
  const add = (job: Job) => {
    const item = marshall(itemOf(job, "filling", { exactRemoval: true }), { removeUndefinedValues: true });
    const { content } = item;
    // As it stands in DynamoDB's protocol; an earlier build has no bytes in its rows.
    const text =
      content?.B === undefined ? {} : { content: { B: Buffer.from(content.B).toString("base64") } };
    table.put({ ...item, ...text } as never);
  };

  /** A conversion that succeeded at once, and was kept long enough now. */
  function addEnded(): void {
    const now = Date.now();
    const id = core.newJobId(now);
    const place = randomUUID().replaceAll("-", "").slice(0, 16);
    const queued = contracts.newJob({ id });
    const source = { ...queued.source, key: `sources/${id}/${place}` };
    const result = {
      ...{ key: `results/${id}/${place}/attempt-1-abcd1234/result.pdf`, filename: "deck.pdf", pages: 9 },
      ...{ mediaType: "application/pdf", bytes: 900, sha256: queued.source.sha256, engine: "press/7.4.7" },
      thumbnailKey: null,
    };
    const ended = { status: "succeeded", attempt: 1, source, result, finishedAt: now } as const;
    add({ ...queued, ...ended, expiresAt: now, dueAt: now } as Job);
    bucket.keys.add(source.key).add(result.key);
  }

  /** A job whose message was never sent, due now. */
  function addForgotten(): string {
    const job = contracts.newJob({ dueAt: Date.now() });
    add(job);
    return job.id;
  }

  function sweeper(onSent: (jobId: string) => void = () => undefined): SweeperParts {
    const backend = { ...newMemoryBackend(), jobs, files };
    const send = backend.queue.send.bind(backend.queue);
    backend.queue.send = (id, options) => send(id, options).then(() => onSent(id));
    return { name: "sweeper", backend: backend as never, policy: core.defaultJobPolicy, clock: systemClock };
  }

  return { table, bucket, addEnded, addForgotten, sweeper };
}
