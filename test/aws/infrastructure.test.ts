import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { projectFiles, readProjectFile } from "../support/project-files.ts";

/** The permission that each call of the AWS SDK needs. */
const permissions: Record<string, readonly string[]> = {
  GetCommand: ["dynamodb:GetItem"],
  BatchGetCommand: ["dynamodb:BatchGetItem"],
  PutCommand: ["dynamodb:PutItem"],
  UpdateCommand: ["dynamodb:UpdateItem"],
  DeleteCommand: ["dynamodb:DeleteItem"],
  QueryCommand: ["dynamodb:Query"],
  DescribeTableCommand: ["dynamodb:DescribeTable"],
  SendMessageCommand: ["sqs:SendMessage"],
  ReceiveMessageCommand: ["sqs:ReceiveMessage"],
  DeleteMessageCommand: ["sqs:DeleteMessage"],
  ChangeMessageVisibilityCommand: ["sqs:ChangeMessageVisibility"],
  GetQueueAttributesCommand: ["sqs:GetQueueAttributes"],
  GetQueueUrlCommand: ["sqs:GetQueueUrl"],
  GetObjectCommand: ["s3:GetObject"],
  HeadObjectCommand: ["s3:GetObject"],
  HeadBucketCommand: ["s3:ListBucket"],
  ListObjectsV2Command: ["s3:ListBucket"],
  paginateListObjectsV2: ["s3:ListBucket"],
  PutObjectCommand: ["s3:PutObject"],
  DeleteObjectsCommand: ["s3:DeleteObject"],
  DeleteObjectCommand: ["s3:DeleteObject"],
  Upload: ["s3:PutObject", "s3:AbortMultipartUpload"],
};

/** The calls of web apps and workers, without those that create or check an installation. */
function callsOfTheProduct(): string[] {
  const files = projectFiles("packages/aws/src/*.ts").filter(
    (path) => !/\/(create|doctor)\/|\.test\.ts$/.test(path),
  );
  const source = files.map(readProjectFile).join("\n");
  return [
    ...new Set(
      [...source.matchAll(/\bnew (\w+Command|Upload)\(|\b(paginate\w+)\(/g)].map(
        ([, made, paged]) => made ?? paged ?? "",
      ),
    ),
  ];
}

describe("the CDK app and the AWS backend agree", () => {
  it("on the permissions of web and worker: every call has one, and every one has a call", async () => {
    const actions: Record<string, Record<string, readonly string[]>> = await import(
      new URL("../../infra/src/actions.ts", import.meta.url).href
    );
    const { workerActions, deadLetterActions } = actions;
    const granted = new Set([
      ...Object.values(workerActions ?? {}).flat(),
      ...Object.values(deadLetterActions ?? {}),
    ]);
    const needed = new Set(
      callsOfTheProduct().flatMap(
        (call) => permissions[call] ?? assert.fail(`which permission does ${call} need?`),
      ),
    );
    assert.deepEqual([...granted].toSorted(), [...needed].toSorted());
    // Both queues are read by the same code; nothing is sent to the one for dead letters.
    const reading = workerActions?.queue?.filter((action) => action !== "sqs:SendMessage");
    assert.deepEqual(Object.values(deadLetterActions ?? {}).toSorted(), reading?.toSorted());
  });

  it("on keys and indexes of the table, the limit of receives and the days that files are kept", async () => {
    const made = readProjectFile("packages/aws/src/create/create-table.ts");
    const described = readProjectFile("infra/src/data.ts");
    for (const name of ["id", "dueShard", "dueAt", "owner", "createdKey", "ttl", "status", "batch", "due"]) {
      assert.ok(made.includes(`"${name}"`), name);
      assert.ok(described.includes(`"${name}"`), name);
    }
    const number = (text: string, name: string) =>
      new RegExp(`${name} = (\\d+)`).exec(text)?.[1] ?? assert.fail(name);
    assert.equal(
      number(described, "maxReceives"),
      number(readProjectFile("packages/aws/src/create/create-queue.ts"), "maxReceives"),
    );
    const folders = ["packages/aws/src/create", "infra/src"];
    const [byCommand, byStack] = await Promise.all(
      folders.map((folder) => import(new URL(`../../${folder}/keep-days.ts`, import.meta.url).href)),
    );
    for (const settings of [{}, { KEEP_MS: "31536000000" }, { KEEP_MS: "60000", MAX_WAIT_MS: "90000000" }])
      assert.equal(byCommand.keepDaysOf(settings), byStack.keepDaysOf(settings));
    assert.equal(byCommand.keepDaysOf({}), 3);
    assert.equal(byCommand.keepDaysOf({ KEEP_MS: "31536000000" }), 367);
  });
});
