import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError } from "@platen/core";
import { readSettings } from "@platen/program";
import { backendSettings } from "./backend-settings.ts";

const read = (environment: Record<string, string>) =>
  readSettings({ backend: backendSettings }, environment).backend;

const complete = {
  BACKEND: "aws",
  AWS_REGION: "eu-west-1",
  QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/1/platen",
  BUCKET: "platen-files",
  TABLE: "platen-jobs",
};

it("gives the place of everything, and no endpoint where none is set", () => {
  assert.deepEqual(read(complete).aws, {
    region: "eu-west-1",
    queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/platen",
    bucket: "platen-files",
    table: "platen-jobs",
    exactRemoval: false,
    answerWithinMs: 800,
    endpoints: {},
  });
});

it("gives both endpoints and the patience that were set", () => {
  const endpoints = {
    AWS_ENDPOINT_URL: "http://emulator:4566",
    AWS_PUBLIC_ENDPOINT_URL: "http://localhost:4566",
  };
  const { aws } = read({ ...complete, ...endpoints, AWS_ANSWER_WITHIN_MS: "5000" });
  const { endpoint, publicEndpoint, answerWithinMs } = aws;
  assert.deepEqual([endpoint, publicEndpoint, answerWithinMs], [...Object.values(endpoints), 5_000]);
});

it("gives the endpoint of one service as the AWS SDK names it", () => {
  const { aws } = read({ ...complete, AWS_ENDPOINT_URL_S3: "http://files:9000" });
  assert.deepEqual(aws.endpoints, { s3: "http://files:9000" });
});

it("names every setting that is missing, beside what else is wrong, and none where another backend is chosen", () => {
  const missing = { BACKEND: "aws", BUCKET: "platen-files", AWS_ANSWER_WITHIN_MS: "1" };
  assert.throws(
    () => read(missing),
    (error) => {
      assert.ok(isAppError(error, "invalid_settings"));
      const names = ["AWS_REGION", "QUEUE_URL", "TABLE", "AWS_ANSWER_WITHIN_MS"];
      assert.deepEqual(error.message.match(/[A-Z_]+(?=: is)/g), names);
      assert.match(error.message, /TABLE: is not set, allowed is any text, because BACKEND is aws/);
      return true;
    },
  );
  assert.equal(read({ BACKEND: "local" }).aws.table, "");
});
