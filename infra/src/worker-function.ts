import { Duration, RemovalPolicy, Size } from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { workerActions } from "./actions.ts";
import { type AlarmCondition, functionConditions } from "./alarm-conditions.ts";
import { architectureFacts } from "./architecture.ts";
import { notInImages, repositoryRoot } from "./container.ts";
import type { Architecture } from "./context.ts";
import type { Data } from "./data.ts";
import { backendEnvironment } from "./environment.ts";
import { grant } from "./permissions.ts";

/** Room for the longest conversion, its download and its upload. */
export const functionTimeout = Duration.minutes(5);

/** Stored files without a job are many to look at, so they have a schedule of their own: see apps/lambda. */
const sweepOrphans = events.RuleTargetInput.fromObject({ sweep: "orphans" });

export interface WorkerFunctionProps {
  readonly vpc: ec2.IVpc;
  readonly data: Data;
  readonly maxConcurrency: number;
  readonly architecture: Architecture;
  readonly settings: Readonly<Record<string, string>>;
}

/** The worker as a function behind the same queue: one message at a time, and only failed ones come back. */
export class WorkerFunction extends Construct {
  readonly alarmConditions: Readonly<Record<string, AlarmCondition>>;

  constructor(scope: Construct, id: string, props: WorkerFunctionProps) {
    super(scope, id);
    const { vpc, data, maxConcurrency, architecture, settings } = props;
    const facts = architectureFacts[architecture];
    const handler = new lambda.DockerImageFunction(this, "Function", {
      code: lambda.DockerImageCode.fromImageAsset(repositoryRoot, {
        file: "apps/lambda/Dockerfile",
        exclude: notInImages,
        platform: facts.platform,
      }),
      architecture: facts.lambda,
      memorySize: 3008,
      timeout: functionTimeout,
      ephemeralStorageSize: Size.gibibytes(4),
      // Lambda gives a function neither root nor, on every kernel, Landlock: docs/security.md says what holds then.
      environment: {
        ...withoutRegion(backendEnvironment(data, settings)),
        WORK_PATH: "/tmp",
        JAIL: "best-effort",
      },
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      logGroup: new logs.LogGroup(this, "Log", { removalPolicy: RemovalPolicy.DESTROY }),
    });
    handler.addEventSource(
      new sources.SqsEventSource(data.queue, {
        batchSize: 1,
        reportBatchItemFailures: true,
        maxConcurrency: Math.max(2, maxConcurrency),
      }),
    );
    // No worker runs here that could sweep between jobs, so a schedule calls the function for it.
    new events.Rule(this, "Sweep", {
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new targets.LambdaFunction(handler, { retryAttempts: 0 })],
    });
    new events.Rule(this, "SweepOrphans", {
      schedule: events.Schedule.rate(Duration.hours(1)),
      targets: [new targets.LambdaFunction(handler, { retryAttempts: 0, event: sweepOrphans })],
    });
    grant(handler, data, workerActions, { deadLetters: true });
    this.alarmConditions = functionConditions(handler);
  }
}

/** Lambda sets AWS_REGION itself and refuses to be told. */
function withoutRegion({ AWS_REGION: _, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}
