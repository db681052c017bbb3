import * as autoscaling from "aws-cdk-lib/aws-autoscaling";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as iam from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { workerActions } from "./actions.ts";
import { type AlarmCondition, taskConditions } from "./alarm-conditions.ts";
import { architectureFacts } from "./architecture.ts";
import { BacklogScaling } from "./backlog-scaling.ts";
import { addScratch, containerDefaults, imageOf } from "./container.ts";
import type { Architecture } from "./context.ts";
import type { Data } from "./data.ts";
import { backendEnvironment } from "./environment.ts";
import { grant } from "./permissions.ts";

export interface WorkerServiceProps {
  readonly cluster: ecs.Cluster;
  readonly data: Data;
  readonly place: "fargate" | "ec2";
  readonly spot: boolean;
  readonly maxTasks: number;
  readonly architecture: Architecture;
  readonly settings: Readonly<Record<string, string>>;
}

const cpu = 2048;
/** On Fargate the task has it to itself. An instance of 4 GiB needs some for its system and ECS's agent. */
const memoryMiB = { fargate: 4096, ec2: 3328 };

/**
 * Workers as tasks without an address: they ask the queue, nobody asks them. They start as root, so that each document
 * is a user of its own: Fargate's kernel may lack Landlock, and JAIL=enforce wants one of the two.
 */
export class WorkerService extends Construct {
  readonly alarmConditions: Readonly<Record<string, AlarmCondition>>;

  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    super(scope, id);
    const { cluster, data, place, maxTasks, architecture, settings } = props;
    const task =
      place === "ec2"
        ? new ecs.Ec2TaskDefinition(this, "Task", { networkMode: ecs.NetworkMode.AWS_VPC })
        : fargateTask(this, architecture);
    const container = task.addContainer("worker", {
      ...containerDefaults(this, "worker"),
      image: imageOf("worker", architecture),
      user: "0",
      cpu,
      memoryLimitMiB: memoryMiB[place],
      environment: {
        WORKER_SLOTS: "2",
        ...backendEnvironment(data, settings),
        ...{ WORK_PATH: "/work", DRAIN_MS: "100000" },
      },
    });
    addScratch(task, container, "/work");
    // For the press's own files, and for the socket that LibreOffice started anew waits on.
    addScratch(task, container, "/tmp");
    grant(task.taskRole, data, workerActions, { deadLetters: true });
    const common = {
      cluster,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    };
    const service =
      place === "ec2"
        ? new ecs.Ec2Service(this, "Service", {
            ...common,
            taskDefinition: task,
            capacityProviderStrategies: [ec2Capacity(this, props)],
          })
        : new ecs.FargateService(this, "Service", {
            ...common,
            taskDefinition: task as ecs.FargateTaskDefinition,
            capacityProviderStrategies: [
              { capacityProvider: props.spot ? "FARGATE_SPOT" : "FARGATE", weight: 1 },
            ],
          });
    new BacklogScaling(this, "Scaling", { service, queue: data.queue, maxTasks });
    this.alarmConditions = taskConditions(service);
  }
}

function fargateTask(scope: Construct, architecture: Architecture): ecs.FargateTaskDefinition {
  return new ecs.FargateTaskDefinition(scope, "Task", {
    cpu,
    memoryLimitMiB: memoryMiB.fargate,
    runtimePlatform: architectureFacts[architecture].runtimePlatform,
    ephemeralStorageGiB: 30,
  });
}

function ec2Capacity(scope: Construct, props: WorkerServiceProps): ecs.CapacityProviderStrategy {
  const { cluster, maxTasks, architecture } = props;
  const { instanceClass, hardware } = architectureFacts[architecture];
  const role = new iam.Role(scope, "InstanceRole", {
    assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
  });
  const template = new ec2.LaunchTemplate(scope, "Template", {
    instanceType: ec2.InstanceType.of(instanceClass, ec2.InstanceSize.LARGE),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(hardware),
    userData: ec2.UserData.forLinux(),
    requireImdsv2: true,
    httpPutResponseHopLimit: 1, // one hop ends on the instance: a container cannot ask for its role
    detailedMonitoring: true,
    securityGroup: new ec2.SecurityGroup(scope, "InstanceGroup", { vpc: cluster.vpc }),
    role,
    blockDevices: [{ deviceName: "/dev/xvda", volume: ec2.BlockDeviceVolume.ebs(30, { encrypted: true }) }],
  });
  const group = new autoscaling.AutoScalingGroup(scope, "Instances", {
    vpc: cluster.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    launchTemplate: template,
    minCapacity: 0,
    maxCapacity: maxTasks,
  });
  const provider = new ecs.AsgCapacityProvider(scope, "Capacity", {
    autoScalingGroup: group,
    enableManagedTerminationProtection: false,
    enableManagedDraining: true,
  });
  cluster.addAsgCapacityProvider(provider);
  return { capacityProvider: provider.capacityProviderName, weight: 1 };
}
