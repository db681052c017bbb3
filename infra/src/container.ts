import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as logs from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { architectureFacts } from "./architecture.ts";
import type { Architecture } from "./context.ts";

/** The image of an app of this repository, built when the stack is deployed. */
export function imageOf(app: "web" | "worker", architecture: Architecture): ecs.ContainerImage {
  return ecs.ContainerImage.fromAsset(repositoryRoot, {
    file: `apps/${app}/Dockerfile`,
    exclude: notInImages,
    platform: architectureFacts[architecture].platform,
  });
}

export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));
export const notInImages = [
  "**/node_modules",
  "**/cdk.out",
  ".git",
  "data",
  "docs",
  "infra",
  "bench",
  "test",
];

/** What is the same for every container: a read-only root, an init process, time to drain, a log of its own. */
export function containerDefaults(scope: Construct, name: string) {
  const logGroup = new logs.LogGroup(scope, "Log", { removalPolicy: RemovalPolicy.DESTROY });
  const linuxParameters = new ecs.LinuxParameters(scope, "Linux", { initProcessEnabled: true });
  return {
    readonlyRootFilesystem: true,
    stopTimeout: Duration.seconds(120),
    logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: name }),
    linuxParameters,
  };
}

/** A folder that a container may write to, on the task's own encrypted disk; it may write to no other. */
export function addScratch(task: ecs.TaskDefinition, container: ecs.ContainerDefinition, path: string): void {
  const name = `scratch${path.replaceAll("/", "-")}`;
  task.addVolume({ name });
  container.addMountPoints({ sourceVolume: name, containerPath: path, readOnly: false });
}
