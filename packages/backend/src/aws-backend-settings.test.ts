import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError } from "@platen/core";
import { awsSettingsOf } from "./aws-backend-settings.ts";
import { backendSettings } from "./backend-settings.ts";
import { openBackend } from "./open-backend.ts";
import { readSettings } from "./read-settings.ts";

const complete = {
  BACKEND: "aws",
  AWS_REGION: "eu-west-1",
  QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/1/platen",
  BUCKET: "platen-files",
  TABLE: "platen-jobs",
};

it("gives the place of everything, and no endpoint where none is set", () => {
  assert.deepEqual(awsSettingsOf(readSettings(backendSettings, complete)), {
    region: "eu-west-1",
    queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/platen",
    bucket: "platen-files",
    table: "platen-jobs",
    answerWithinMs: 800,
  });
});

it("gives both endpoints and the patience that were set", () => {
  const endpoints = {
    AWS_ENDPOINT_URL: "http://emulator:4566",
    AWS_PUBLIC_ENDPOINT_URL: "http://localhost:4566",
  };
  const settings = readSettings(backendSettings, { ...complete, ...endpoints, AWS_ANSWER_WITHIN_MS: "5000" });
  const { endpoint, publicEndpoint, answerWithinMs } = awsSettingsOf(settings);
  assert.deepEqual([endpoint, publicEndpoint, answerWithinMs], [...Object.values(endpoints), 5_000]);
});

it("names every setting that is missing before anything is opened", async () => {
  const settings = readSettings(backendSettings, { BACKEND: "aws", BUCKET: "platen-files" });
  await assert.rejects(openBackend(settings, { visibilityMs: 60_000 }), (error) => {
    assert.ok(isAppError(error, "invalid_settings"));
    assert.match(
      error.message,
      /^3 settings are wrong:\n {2}AWS_REGION: .*\n {2}QUEUE_URL: .*\n {2}TABLE: .*$/,
    );
    return true;
  });
});
