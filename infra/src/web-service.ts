import { Duration } from "aws-cdk-lib";
import * as acm from "aws-cdk-lib/aws-certificatemanager";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as elb from "aws-cdk-lib/aws-elasticloadbalancingv2";
import * as secrets from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { webActions } from "./actions.ts";
import { architectureFacts } from "./architecture.ts";
import { addScratch, containerDefaults, imageOf } from "./container.ts";
import type { Architecture } from "./context.ts";
import type { Data } from "./data.ts";
import { backendEnvironment } from "./environment.ts";
import { addressRange } from "./network.ts";
import { grant } from "./permissions.ts";

export interface WebServiceProps {
  readonly cluster: ecs.ICluster;
  readonly data: Data;
  readonly certificateArn: string | undefined;
  readonly clientRanges: readonly string[];
  readonly architecture: Architecture;
  readonly settings: Readonly<Record<string, string>>;
  readonly apiKeysSecretArn: string;
}

/** A connection of the load balancer, as long as nothing goes over it. */
const balancerIdleSeconds = 120;

/** The web app behind a load balancer. With a certificate it is public and speaks TLS only; without one it is internal. */
export class WebService extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly targetGroup: elb.ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { cluster, data, certificateArn, architecture, settings } = props;
    const task = new ecs.FargateTaskDefinition(this, "Task", {
      cpu: 512,
      memoryLimitMiB: 1024,
      runtimePlatform: architectureFacts[architecture].runtimePlatform,
    });
    const container = task.addContainer("web", {
      ...containerDefaults(this, "web"),
      image: imageOf("web", architecture),
      environment: {
        // What waits answers before the load balancer takes it for silence.
        CONVERT_WAIT_MS: String((balancerIdleSeconds - 20) * 1_000),
        ...backendEnvironment(data, settings),
        ...{ HOST: "0.0.0.0", PORT: "3000", TRUST_PROXY: addressRange },
        // The side that closes an idle connection must be the load balancer, or a request may meet its end.
        IDLE_TIMEOUT_MS: String((balancerIdleSeconds + 10) * 1_000),
      },
      secrets: {
        API_KEYS: ecs.Secret.fromSecretsManager(
          secrets.Secret.fromSecretCompleteArn(this, "ApiKeys", props.apiKeysSecretArn),
        ),
      },
      portMappings: [{ containerPort: 3000 }],
    });
    addScratch(task, container, "/tmp");
    grant(task.taskRole, data, webActions, { deadLetters: false });
    const service = new ecs.FargateService(this, "Service", {
      cluster,
      taskDefinition: task,
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      healthCheckGracePeriod: Duration.seconds(30),
    });
    service
      .autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 })
      .scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60 });
    this.loadBalancer = new elb.ApplicationLoadBalancer(this, "LoadBalancer", {
      vpc: cluster.vpc,
      internetFacing: certificateArn !== undefined,
      vpcSubnets: { subnetType: certificateArn ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_ISOLATED },
      idleTimeout: Duration.seconds(balancerIdleSeconds),
      dropInvalidHeaderFields: true,
    });
    this.loadBalancer.logAccessLogs(data.accessLogs, "load-balancer");
    this.targetGroup = this.#listener(props).addTargets("Web", {
      targets: [service],
      port: 3000,
      protocol: elb.ApplicationProtocol.HTTP,
      // Not /readyz: a queue or a bucket that is unavailable is no reason to replace web tasks.
      healthCheck: { path: "/livez", interval: Duration.seconds(10) },
      deregistrationDelay: Duration.seconds(30),
    });
  }

  /** Without a certificate, plain HTTP for the ranges that the context names; the network's own is one of them by default. */
  #listener({ certificateArn, clientRanges }: WebServiceProps): elb.ApplicationListener {
    if (certificateArn === undefined) {
      for (const range of clientRanges)
        this.loadBalancer.connections.allowFrom(ec2.Peer.ipv4(range), ec2.Port.tcp(80));
      return this.loadBalancer.addListener("Http", { port: 80, open: false });
    }
    this.loadBalancer.addRedirect({ open: true });
    return this.loadBalancer.addListener("Https", {
      port: 443,
      sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
      certificates: [acm.Certificate.fromCertificateArn(this, "Certificate", certificateArn)],
    });
  }
}
