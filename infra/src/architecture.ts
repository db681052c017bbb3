import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Platform } from "aws-cdk-lib/aws-ecr-assets";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type { Architecture } from "./context.ts";

interface ArchitectureFacts {
  /** What the images are built for, whatever machine builds them. */
  readonly platform: Platform;
  readonly runtimePlatform: ecs.RuntimePlatform;
  readonly lambda: lambda.Architecture;
  /** Two cores and 4 GiB in its size "large". */
  readonly instanceClass: ec2.InstanceClass;
  readonly hardware: ecs.AmiHardwareType;
}

const linux = ecs.OperatingSystemFamily.LINUX;

/** How each part of the stack names an architecture. */
export const architectureFacts: Readonly<Record<Architecture, ArchitectureFacts>> = {
  x86_64: {
    platform: Platform.LINUX_AMD64,
    runtimePlatform: { operatingSystemFamily: linux, cpuArchitecture: ecs.CpuArchitecture.X86_64 },
    lambda: lambda.Architecture.X86_64,
    instanceClass: ec2.InstanceClass.C7I,
    hardware: ecs.AmiHardwareType.STANDARD,
  },
  arm64: {
    platform: Platform.LINUX_ARM64,
    runtimePlatform: { operatingSystemFamily: linux, cpuArchitecture: ecs.CpuArchitecture.ARM64 },
    lambda: lambda.Architecture.ARM_64,
    instanceClass: ec2.InstanceClass.C7G,
    hardware: ecs.AmiHardwareType.ARM,
  },
};
