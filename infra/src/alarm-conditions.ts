import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type * as ecs from "aws-cdk-lib/aws-ecs";
import * as elb from "aws-cdk-lib/aws-elasticloadbalancingv2";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import { workerActions } from "./actions.ts";
import type { Data } from "./data.ts";
import type { WebService } from "./web-service.ts";

/** When an alarm rings: by default above the threshold, and not when there are no figures. */
export interface AlarmCondition {
  readonly metric: cloudwatch.IMetric;
  readonly description: string;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly comparisonOperator?: cloudwatch.ComparisonOperator;
  readonly treatMissingData?: cloudwatch.TreatMissingData;
}

type Conditions = Readonly<Record<string, AlarmCondition>>;

const minute = Duration.minutes(1);
const fiveMinutes = Duration.minutes(5);

/** A few errors are a client that was unlucky in an update; more are an outage. */
const serverErrorsIn5Minutes = 10;
/** A job that waits longer than this is a person who waits. */
const oldestMessageMinutes = 15;

/** Where there should be at least one, and no figures mean that there is none. */
const none = {
  threshold: 1,
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: cloudwatch.TreatMissingData.BREACHING,
};

export function webConditions({ loadBalancer, targetGroup }: WebService): Conditions {
  const sum = { period: fiveMinutes, statistic: "Sum" };
  const { ELB_5XX_COUNT } = elb.HttpCodeElb;
  const { TARGET_5XX_COUNT } = elb.HttpCodeTarget;
  return {
    ServerErrors: {
      metric: new cloudwatch.MathExpression({
        expression: "FILL(balancer, 0) + FILL(web, 0)",
        usingMetrics: {
          balancer: loadBalancer.metrics.httpCodeElb(ELB_5XX_COUNT, sum),
          web: loadBalancer.metrics.httpCodeTarget(TARGET_5XX_COUNT, sum),
        },
        period: fiveMinutes,
      }),
      description: `More than ${serverErrorsIn5Minutes} answers of 5xx in 5 minutes. See the web app's log, and its /readyz.`,
      threshold: serverErrorsIn5Minutes,
      evaluationPeriods: 1,
    },
    UnhealthyTargets: {
      metric: targetGroup.metrics.unhealthyHostCount({ period: minute, statistic: "Maximum" }),
      description: "A web task has not answered /livez for 5 minutes. See its log and why ECS stopped it.",
      threshold: 0,
      evaluationPeriods: 5,
    },
  };
}

export function dataConditions({ table, queue, deadLetters }: Data): Conditions {
  const maximum = { period: minute, statistic: "Maximum" };
  return {
    ThrottledRequests: {
      metric: throttledRequests(table.tableName),
      description: "DynamoDB refused requests in 3 of 5 minutes. See which key or index is hot.",
      threshold: 0,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    },
    DeadLetters: {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(maximum),
      description:
        "Messages that no worker could handle. Their jobs end as worker_lost; look at the worker's log.",
      threshold: 0,
      evaluationPeriods: 1,
    },
    OldestMessage: {
      metric: queue.metricApproximateAgeOfOldestMessage(maximum),
      description: `A job has waited for more than ${oldestMessageMinutes} minutes. Raise workerMax, or see why workers do not keep up.`,
      threshold: oldestMessageMinutes * 60,
      evaluationPeriods: 5,
    },
  };
}

/** Counted for each operation that the programs use, so that a full index counts, too: it refuses writes to the table. */
function throttledRequests(TableName: string): cloudwatch.MathExpression {
  const operations = [...workerActions.table, ...workerActions.indexes].map((action) => action.split(":")[1]);
  const usingMetrics = Object.fromEntries(
    operations.map((Operation, index) => [
      `m${index}`,
      new cloudwatch.Metric({
        namespace: "AWS/DynamoDB",
        metricName: "ThrottledRequests",
        dimensionsMap: { TableName, Operation: Operation ?? "" },
        statistic: "Sum",
        period: minute,
      }),
    ]),
  );
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new cloudwatch.MathExpression({ expression, usingMetrics, period: minute });
}

export function taskConditions(service: ecs.BaseService): Conditions {
  return {
    NoWorkers: {
      metric: new cloudwatch.Metric({
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
        statistic: "Maximum",
        period: minute,
      }),
      description: "No worker has run for 5 minutes. See the events of the service, and the worker's log.",
      evaluationPeriods: 5,
      ...none,
    },
  };
}

export function functionConditions(handler: lambda.IFunction): Conditions {
  return {
    // A schedule calls the function every minute, whether or not there are jobs.
    NoWorkers: {
      metric: handler.metricInvocations({ period: fiveMinutes, statistic: "Sum" }),
      description:
        "The function was not called for 5 minutes. See its schedule and its reserved concurrency.",
      evaluationPeriods: 1,
      ...none,
    },
    FailedFunctions: {
      metric: handler.metricErrors({ period: fiveMinutes, statistic: "Sum" }),
      description:
        "The function ended by an error, for want of time or of memory. See its log; the message comes back.",
      threshold: 0,
      evaluationPeriods: 1,
    },
  };
}
