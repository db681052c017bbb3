import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { workerPlaces } from "./context.ts";
import { templateOf } from "./test-context.ts";

const templates = Object.fromEntries(
  workerPlaces.map((place) => [place, templateOf({ workerPlace: place })]),
);
const topicArn = "arn:aws:sns:eu-west-1:111111111111:on-call";

/** The alarms of a stack by the name that docs/operations.md gives them. */
function alarmsOf(template: Template) {
  const found = Object.entries(template.findResources("AWS::CloudWatch::Alarm"));
  return Object.fromEntries(
    found.map(([id, { Properties }]) => [id.replace(/^Alarms(.*)[0-9A-F]{8}$/, "$1"), Properties]),
  );
}

describe("the alarms", () => {
  const web = ["ServerErrors", "UnhealthyTargets"];
  const data = ["ThrottledRequests", "DeadLetters", "OldestMessage"];
  for (const [place, workers] of [
    ["fargate", ["NoWorkers"]],
    ["ec2", ["NoWorkers"]],
    ["lambda", ["NoWorkers", "FailedFunctions"]],
  ] as const) {
    it(`watch web app, data and workers on ${place}, and tell the topic of start and end`, () => {
      const alarms = alarmsOf(templates[place] ?? assert.fail());
      assert.deepEqual(Object.keys(alarms).sort(), [...web, ...data, ...workers].sort());
      for (const [name, { AlarmActions, OKActions }] of Object.entries(alarms)) {
        assert.equal(AlarmActions.length, 1, name);
        assert.deepEqual(OKActions, AlarmActions, name);
      }
    });
  }

  it("take silence of the workers for their absence, and silence of all else for rest", () => {
    for (const template of Object.values(templates))
      for (const [name, { TreatMissingData }] of Object.entries(alarmsOf(template)))
        assert.equal(TreatMissingData, name === "NoWorkers" ? "breaching" : "notBreaching", name);
  });

  it("count every operation on the table that the programs may call", () => {
    const { ThrottledRequests } = alarmsOf(templates.fargate ?? assert.fail());
    const metrics: { MetricStat?: { Metric: { Dimensions: { Name: string; Value: unknown }[] } } }[] =
      ThrottledRequests?.Metrics;
    const counted = metrics
      .flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? [])
      .filter(({ Name }) => Name === "Operation")
      .map(({ Value }) => `dynamodb:${Value}`);
    const policies = JSON.stringify(templates.fargate?.findResources("AWS::IAM::Policy"));
    assert.deepEqual(counted.sort(), [...new Set(policies.match(/dynamodb:\w+/g))].sort());
  });

  it("are all told in docs/operations.md, and no others", () => {
    const page = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const table = page.split("### Alarms on AWS")[1]?.split("\n#")[0] ?? "";
    const told = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const made = new Set(Object.values(templates).flatMap((template) => Object.keys(alarmsOf(template))));
    assert.deepEqual(told.sort(), [...made].sort());
  });
});

describe("the topic of the alarms", () => {
  it("lets alarms of this account publish, over TLS only", () => {
    templates.fargate?.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
          }),
        ]),
      },
    });
  });

  it("can be one that is there already", () => {
    const given = templateOf({ alarmTopicArn: topicArn });
    given.resourceCountIs("AWS::SNS::Topic", 0);
    given.allResourcesProperties("AWS::CloudWatch::Alarm", { AlarmActions: [topicArn] });
    assert.throws(() => templateOf({ alarmTopicArn: "on-call" }), /alarmTopicArn is "on-call"/);
    assert.throws(
      () => templateOf({ alarmTopicArn: topicArn, alarmEmail: "a@example.com" }),
      /alarmEmail is for/,
    );
  });
});

describe("the logs", () => {
  it("are all kept for a month, or for the days that the context names", () => {
    const keptFor = (RetentionInDays: number, template: Template) =>
      template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays });
    for (const template of Object.values(templates)) keptFor(30, template);
    keptFor(7, templateOf({ logDays: "7" }));
    for (const logDays of ["8", "0", "9999", "long"])
      assert.throws(() => templateOf({ logDays }), /CloudWatch takes only 1, 3, 5/);
  });

  it("have a group of this stack for every function, so that none is kept for ever", () => {
    const functions = Object.values(templates).flatMap((template) =>
      Object.values(template.findResources("AWS::Lambda::Function")),
    );
    assert.ok(functions.length > 0);
    for (const { Properties } of functions) assert.ok(Properties.LoggingConfig?.LogGroup?.Ref);
  });
});
