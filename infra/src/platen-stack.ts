import { Aspects, type CfnElement, CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as logs from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { acknowledgeFindings } from "./acknowledgments.ts";
import { Alarms } from "./alarms.ts";
import type { PlatenContext } from "./context.ts";
import { Data } from "./data.ts";
import { keepDaysOf } from "./keep-days.ts";
import { Network } from "./network.ts";
import { WebService } from "./web-service.ts";
import { functionTimeout, WorkerFunction } from "./worker-function.ts";
import { WorkerService } from "./worker-service.ts";

/** The whole installation: network, data, web, workers in the place the context names, alarms. */
export class PlatenStack extends Stack {
  constructor(scope: Construct, id: string, context: PlatenContext, props?: StackProps) {
    super(scope, id, props);
    const { workerPlace, workerMax } = context;
    const { vpc } = new Network(this, "Network", { ecsAgents: workerPlace === "ec2" });
    // Lambda refuses a queue whose messages come back before the function has ended.
    const visibility = workerPlace === "lambda" ? functionTimeout : Duration.seconds(60);
    const data = new Data(this, "Data", { visibility, keepDays: keepDaysOf(context.settings) });
    const cluster = new ecs.Cluster(this, "Cluster", {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
      enableFargateCapacityProviders: true,
    });
    const web = new WebService(this, "Web", { cluster, data, ...context });
    const worker =
      workerPlace === "lambda"
        ? new WorkerFunction(this, "Worker", { vpc, data, maxConcurrency: workerMax, ...context })
        : new WorkerService(this, "Worker", {
            cluster,
            data,
            place: workerPlace,
            spot: context.workerSpot,
            maxTasks: workerMax,
            ...context,
          });
    new Alarms(this, "Alarms", {
      data,
      web,
      worker,
      email: context.alarmEmail,
      topicArn: context.alarmTopicArn,
    });
    keepLogsFor(this, context.logDays);
    acknowledgeFindings(this, this.getLogicalId(data.bucket.node.defaultChild as CfnElement));
    new CfnOutput(this, "Address", { value: web.loadBalancer.loadBalancerDnsName });
  }
}

/** One policy for every log group, also those that the CDK adds by itself. */
function keepLogsFor(stack: Stack, days: number): void {
  Aspects.of(stack).add({
    visit(node) {
      if (node instanceof logs.CfnLogGroup) node.retentionInDays = days;
    },
  });
}
