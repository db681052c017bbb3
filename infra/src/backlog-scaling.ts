import * as scaling from "aws-cdk-lib/aws-applicationautoscaling";
import type * as ecs from "aws-cdk-lib/aws-ecs";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

/** How many waiting jobs a task should have before it: about a minute of work for two slots. */
const backlogPerTask = 20;

export interface BacklogScalingProps {
  readonly service: ecs.BaseService;
  readonly queue: sqs.IQueue;
  readonly maxTasks: number;
}

/**
 * Keeps waiting messages per running task near a target, as AWS advises for queues
 * (https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html).
 * CPU would not do: a worker that waits for work and one that is just busy enough look alike.
 */
export class BacklogScaling extends Construct {
  constructor(scope: Construct, id: string, { service, queue, maxTasks }: BacklogScalingProps) {
    super(scope, id);
    const target = service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: maxTasks });
    const stat = (metricName: string, namespace: string, dimensions: Record<string, string>) => ({
      metric: {
        metricName,
        namespace,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      },
      stat: "Average",
    });
    const policy = new scaling.CfnScalingPolicy(this, "Policy", {
      policyName: `${this.node.addr}-backlog-per-task`,
      policyType: "TargetTrackingScaling",
      scalingTargetId: (target.node.findChild("Target").node.defaultChild as scaling.CfnScalableTarget).ref,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: backlogPerTask,
        scaleInCooldown: 300,
        scaleOutCooldown: 60,
        customizedMetricSpecification: {
          metrics: [
            {
              id: "waiting",
              returnData: false,
              metricStat: stat("ApproximateNumberOfMessagesVisible", "AWS/SQS", {
                QueueName: queue.queueName,
              }),
            },
            {
              id: "running",
              returnData: false,
              metricStat: stat("RunningTaskCount", "ECS/ContainerInsights", {
                ClusterName: service.cluster.clusterName,
                ServiceName: service.serviceName,
              }),
            },
            { id: "perTask", expression: "waiting / IF(running > 0, running, 1)", returnData: true },
          ],
        },
      },
    });
    policy.node.addDependency(target);
  }
}
