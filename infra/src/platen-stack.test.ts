import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { workerPlaces } from "./context.ts";
import { templateOf } from "./test-context.ts";

const certificateArn = "arn:aws:acm:eu-west-1:111111111111:certificate/00000000-0000-0000-0000-000000000000";
const template = templateOf();

/** The plain variables of a task's container. */
function environmentOf(of: Template, task: string): Record<string, unknown> {
  const [, found] =
    Object.entries(of.findResources("AWS::ECS::TaskDefinition")).find(([id]) => id.startsWith(task)) ??
    assert.fail(task);
  const variables: { Name: string; Value: unknown }[] = found.Properties.ContainerDefinitions[0].Environment;
  return Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value]));
}

function pick(from: Record<string, unknown>, names: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, from[name]]));
}

describe("the data", () => {
  it("keeps the table encrypted, recoverable to any point in time, and safe from deletion", () => {
    template.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Retain",
      Properties: {
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
        BillingMode: "PAY_PER_REQUEST",
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  it("keeps every bucket private, encrypted, for TLS only and when the stack is deleted", () => {
    template.allResources("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.anyValue(),
      },
    });
    template.allResourcesProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      },
    });
  });

  it("lets files end with their jobs and unfinished uploads within a day", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({ Prefix: "sources/", ExpirationInDays: 3, Status: "Enabled" }),
          Match.objectLike({ Prefix: "results/", ExpirationInDays: 3, Status: "Enabled" }),
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: "Enabled" }),
        ],
      },
    });
  });

  it("hands messages that nobody can handle to a queue of their own, kept for 14 days", () => {
    template.allResourcesProperties("AWS::SQS::Queue", {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    template.hasResourceProperties("AWS::SQS::Queue", {
      RedrivePolicy: { maxReceiveCount: 500, deadLetterTargetArn: Match.anyValue() },
      VisibilityTimeout: 60,
      ReceiveMessageWaitTimeSeconds: 20,
    });
  });
});

describe("the settings of Platen", () => {
  it("reach web app, workers and function, and the days for which the bucket keeps files", () => {
    const settings = { KEEP_MS: "31536000000", MAX_FAILURES: "5" };
    const given = templateOf({ settings });
    for (const task of ["WebTask", "WorkerTask"])
      assert.deepEqual(pick(environmentOf(given, task), settings), settings, task);
    given.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 367 })]) },
    });
    const lambda = templateOf({ workerPlace: "lambda", settings: JSON.stringify(settings) });
    lambda.hasResourceProperties("AWS::Lambda::Function", {
      Environment: { Variables: Match.objectLike(settings) },
    });
  });

  it("are refused where the stack sets them itself, and where they are no settings", () => {
    assert.throws(() => templateOf({ settings: { TABLE: "mine" } }), /TABLE, which this stack sets/);
    assert.throws(() => templateOf({ settings: "KEEP_MS=1" }), /settings must be an object/);
    assert.throws(() => templateOf({ settings: { "keep ms": "1" } }), /no variable's name/);
  });
});

describe("the architecture", () => {
  it("is that of the images, the tasks, the instances and the function", () => {
    for (const [architecture, fargate, instance] of [
      ["x86_64", "X86_64", "c7i.large"],
      ["arm64", "ARM64", "c7g.large"],
    ] as const) {
      templateOf({ architecture }).allResourcesProperties("AWS::ECS::TaskDefinition", {
        RuntimePlatform: { CpuArchitecture: fargate, OperatingSystemFamily: "LINUX" },
      });
      templateOf({ architecture, workerPlace: "ec2" }).hasResourceProperties("AWS::EC2::LaunchTemplate", {
        LaunchTemplateData: Match.objectLike({ InstanceType: instance }),
      });
      templateOf({ architecture, workerPlace: "lambda" }).hasResourceProperties("AWS::Lambda::Function", {
        Architectures: [architecture],
      });
    }
    assert.throws(() => templateOf({ architecture: "z80" }), /architecture is "z80"/);
  });

  it("leaves an instance of 4 GiB what its system needs besides a worker", () => {
    const task = Object.entries(templateOf({ workerPlace: "ec2" }).findResources("AWS::ECS::TaskDefinition"))
      .filter(([id]) => id.startsWith("WorkerTask"))
      .map(([, { Properties }]) => Properties.ContainerDefinitions[0].Memory);
    assert.equal(task.length, 1);
    assert.ok(task[0] <= 4_096 - 512, String(task[0]));
  });
});

describe("the network", () => {
  it("has no NAT and reaches S3, DynamoDB and SQS through endpoints", () => {
    template.resourceCountIs("AWS::EC2::NatGateway", 0);
    const services = Object.values(template.findResources("AWS::EC2::VPCEndpoint")).map((endpoint) =>
      JSON.stringify(endpoint.Properties.ServiceName),
    );
    for (const name of ["s3", "dynamodb", "sqs"])
      assert.ok(
        services.some((service) => service.includes(name)),
        name,
      );
  });

  it("gives no task a public address", () => {
    template.allResourcesProperties("AWS::ECS::Service", {
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } },
    });
  });
});

describe("the tasks", () => {
  it("have a read-only root, an init process and 120 s to drain", () => {
    template.allResourcesProperties("AWS::ECS::TaskDefinition", {
      ContainerDefinitions: [
        Match.objectLike({
          ReadonlyRootFilesystem: true,
          StopTimeout: 120,
          LinuxParameters: { InitProcessEnabled: true },
        }),
      ],
    });
  });

  it("go back to the last good version when a deployment fails", () => {
    template.allResourcesProperties("AWS::ECS::Service", {
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
    });
  });

  it("get the API keys from Secrets Manager, never as a plain value", () => {
    template.hasResourceProperties("AWS::ECS::TaskDefinition", {
      ContainerDefinitions: [Match.objectLike({ Secrets: [Match.objectLike({ Name: "API_KEYS" })] })],
    });
    assert.doesNotMatch(JSON.stringify(template.toJSON()), /"Name":"API_KEYS","Value"/);
  });

  it("scale workers on waiting messages per running task", () => {
    template.hasResourceProperties("AWS::ApplicationAutoScaling::ScalingPolicy", {
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 20,
        CustomizedMetricSpecification: {
          Metrics: Match.arrayWith([
            Match.objectLike({ Expression: "waiting / IF(running > 0, running, 1)", ReturnData: true }),
          ]),
        },
      },
    });
  });
});

describe("the front door", () => {
  it("is public with TLS and a redirect when there is a certificate", () => {
    const withTls = templateOf({ certificateArn });
    withTls.hasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", { Scheme: "internet-facing" });
    withTls.hasResourceProperties("AWS::ElasticLoadBalancingV2::Listener", { Port: 443, Protocol: "HTTPS" });
    withTls.hasResourceProperties("AWS::ElasticLoadBalancingV2::Listener", {
      Port: 80,
      DefaultActions: [Match.objectLike({ Type: "redirect" })],
    });
  });

  it("is internal without one, and open to the network's addresses or to those that are named", () => {
    template.hasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", { Scheme: "internal" });
    const openTo = (context: Record<string, unknown>) =>
      Object.values(templateOf(context).findResources("AWS::EC2::SecurityGroup"))
        .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])
        .filter(({ FromPort }: { FromPort: number }) => FromPort === 80)
        .map(({ CidrIp }: { CidrIp: string }) => CidrIp);
    assert.deepEqual(openTo({}), ["10.0.0.0/16"]);
    assert.deepEqual(openTo({ clientRanges: "10.1.0.0/16, 192.168.7.0/24" }), [
      "10.1.0.0/16",
      "192.168.7.0/24",
    ]);
    assert.throws(() => templateOf({ clientRanges: "everyone" }), /clientRanges has "everyone"/);
  });

  it("asks whether a web app lives, and gives up an idle connection before the web app does", () => {
    template.hasResourceProperties("AWS::ElasticLoadBalancingV2::TargetGroup", { HealthCheckPath: "/livez" });
    template.hasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", {
      LoadBalancerAttributes: Match.arrayWith([{ Key: "idle_timeout.timeout_seconds", Value: "120" }]),
    });
    const { IDLE_TIMEOUT_MS, CONVERT_WAIT_MS, TRUST_PROXY } = environmentOf(template, "WebTask");
    assert.ok(Number(IDLE_TIMEOUT_MS) > 120_000);
    assert.ok(Number(CONVERT_WAIT_MS) < 120_000);
    assert.equal(TRUST_PROXY, "10.0.0.0/16");
  });
});

describe("the place of the workers", () => {
  it("is Fargate by default, on spare capacity when asked", () => {
    const capacity = (CapacityProvider: string) => ({
      CapacityProviderStrategy: [Match.objectLike({ CapacityProvider })],
    });
    template.hasResourceProperties("AWS::ECS::Service", capacity("FARGATE"));
    templateOf({ workerSpot: "true" }).hasResourceProperties("AWS::ECS::Service", capacity("FARGATE_SPOT"));
  });

  it("can be EC2 with Amazon Linux 2023, whose instances answer metadata only with a token", () => {
    const ec2 = templateOf({ workerPlace: "ec2" });
    assert.match(JSON.stringify(ec2.toJSON().Parameters), /amazon-linux-2023/);
    ec2.hasResourceProperties("AWS::EC2::LaunchTemplate", {
      LaunchTemplateData: { MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1 } },
    });
    ec2.hasResourceProperties("AWS::ECS::Service", { LaunchType: Match.absent() });
  });

  it("can be Lambda: one message at a time, only failed ones come back, hidden for as long as the function may run, swept by a schedule", () => {
    const lambda = templateOf({ workerPlace: "lambda" });
    lambda.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      BatchSize: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    const timeout = Object.values(lambda.findResources("AWS::Lambda::Function"))[0]?.Properties.Timeout;
    lambda.hasResourceProperties("AWS::SQS::Queue", { VisibilityTimeout: timeout });
    lambda.hasResourceProperties("AWS::Events::Rule", { ScheduleExpression: "rate(1 minute)" });
    lambda.hasResourceProperties("AWS::Events::Rule", {
      ScheduleExpression: "rate(1 hour)",
      Targets: [Match.objectLike({ Input: JSON.stringify({ sweep: "orphans" }) })],
    });
    lambda.resourceCountIs("AWS::ECS::Service", 1);
  });

  it("is one of three", () => {
    for (const workerPlace of workerPlaces) assert.ok(templateOf({ workerPlace }));
    assert.throws(
      () => templateOf({ workerPlace: "moon", workerMax: "0" }),
      /workerPlace is "moon"[\s\S]*workerMax is "0"/,
    );
  });
});
