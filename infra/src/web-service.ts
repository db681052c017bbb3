import { Duration } from "aws-cdk-lib";
import * as acm from "aws-cdk-lib/aws-certificatemanager";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as elb from "aws-cdk-lib/aws-elasticloadbalancingv2";
import * as secrets from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { webActions } from "./actions.ts";
import { addScratch, containerDefaults, imageOf } from "./container.ts";
import type { Data } from "./data.ts";
import { backendEnvironment } from "./environment.ts";
import { grant } from "./permissions.ts";

export interface WebServiceProps {
  readonly cluster: ecs.ICluster;
  readonly data: Data;
  readonly certificateArn: string | undefined;
  readonly apiKeysSecretArn: string;
}

/** The web app behind a load balancer. With a certificate it is public and speaks TLS only; without one it is internal. */
export class WebService extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { cluster, data, certificateArn } = props;
    const task = new ecs.FargateTaskDefinition(this, "Task", { cpu: 512, memoryLimitMiB: 1024 });
    const container = task.addContainer("web", {
      ...containerDefaults(this, "web"),
      image: imageOf("web"),
      environment: { ...backendEnvironment(data), HOST: "0.0.0.0", PORT: "3000", TRUST_PROXY: "true" },
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
      idleTimeout: Duration.seconds(120), // longer than the longest answer that waits, Prefer: wait=60
      dropInvalidHeaderFields: true,
    });
    this.loadBalancer.logAccessLogs(data.accessLogs, "load-balancer");
    listenerOf(this, this.loadBalancer, certificateArn).addTargets("Web", {
      targets: [service],
      port: 3000,
      protocol: elb.ApplicationProtocol.HTTP,
      healthCheck: { path: "/readyz", interval: Duration.seconds(10) },
      deregistrationDelay: Duration.seconds(30),
    });
  }
}

function listenerOf(
  scope: Construct,
  balancer: elb.ApplicationLoadBalancer,
  certificateArn: string | undefined,
) {
  if (certificateArn === undefined) return balancer.addListener("Http", { port: 80, open: false });
  balancer.addRedirect({ open: true });
  return balancer.addListener("Https", {
    port: 443,
    sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
    certificates: [acm.Certificate.fromCertificateArn(scope, "Certificate", certificateArn)],
  });
}
