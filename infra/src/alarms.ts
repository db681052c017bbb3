import { Stack } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import * as iam from "aws-cdk-lib/aws-iam";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { type AlarmCondition, dataConditions, webConditions } from "./alarm-conditions.ts";
import type { Data } from "./data.ts";
import type { WebService } from "./web-service.ts";

export interface AlarmsProps {
  readonly data: Data;
  readonly web: WebService;
  /** What is watched of the workers depends on where they run. */
  readonly worker: { readonly alarmConditions: Readonly<Record<string, AlarmCondition>> };
  readonly email: string | undefined;
  readonly topicArn: string | undefined;
}

/** What no retry puts right. docs/operations.md says for each what to do. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { data, web, worker, email, topicArn }: AlarmsProps) {
    super(scope, id);
    const topic =
      topicArn === undefined ? ownTopic(this, email) : sns.Topic.fromTopicArn(this, "GivenTopic", topicArn);
    const conditions = { ...webConditions(web), ...dataConditions(data), ...worker.alarmConditions };
    for (const [name, { metric, description, ...condition }] of Object.entries(conditions)) {
      const alarm = new cloudwatch.Alarm(this, name, {
        metric,
        alarmDescription: description,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        ...condition,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
  }
}

function ownTopic(scope: Construct, email: string | undefined): sns.Topic {
  const topic = new sns.Topic(scope, "Topic", { enforceSSL: true });
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  // Demanding TLS replaces the topic's default policy, which is what lets an alarm of this account publish.
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } },
    }),
  );
  return topic;
}
