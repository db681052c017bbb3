import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Data } from "./data.ts";

/** A job that waits longer than this is a person who waits. */
const oldestMessageMinutes = 15;

/** Two things that no retry puts right: messages that nobody could handle, and a queue that is not worked off. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { data, email }: { data: Data; email: string | undefined }) {
    super(scope, id);
    const topic = new sns.Topic(this, "Topic", { enforceSSL: true });
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
    const period = Duration.minutes(1);
    const alarms = {
      DeadLetters: data.deadLetters
        .metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum" })
        .createAlarm(this, "DeadLetters", {
          alarmDescription:
            "Messages that no worker could handle. Their jobs end as worker_lost; look at the worker's log.",
          threshold: 0,
          comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
          evaluationPeriods: 1,
          treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        }),
      Age: data.queue
        .metricApproximateAgeOfOldestMessage({ period, statistic: "Maximum" })
        .createAlarm(this, "Age", {
          alarmDescription: `A job has waited for more than ${oldestMessageMinutes} minutes. Raise workerMax, or see why workers do not keep up.`,
          threshold: oldestMessageMinutes * 60,
          comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
          evaluationPeriods: 5,
          treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        }),
    };
    for (const alarm of Object.values(alarms)) alarm.addAlarmAction(new SnsAction(topic));
  }
}
