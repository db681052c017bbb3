import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Construct } from "constructs";

/** The addresses of everything in the network, load balancer and tasks included. */
export const addressRange = "10.0.0.0/16";

/**
 * Two zones, a public subnet for the load balancer and isolated ones for everything else: there is no NAT, so a
 * task reaches AWS through the endpoints named here and nothing besides.
 */
export class Network extends Construct {
  readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, { ecsAgents }: { ecsAgents: boolean }) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, "Vpc", {
      ipAddresses: ec2.IpAddresses.cidr(addressRange),
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false, // a custom resource with a function of its own, for a group nobody uses
      subnetConfiguration: [
        { name: "public", subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
        { name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
      flowLogs: { rejected: { trafficType: ec2.FlowLogTrafficType.REJECT } },
    });
    this.vpc.addGatewayEndpoint("S3", { service: ec2.GatewayVpcEndpointAwsService.S3 });
    this.vpc.addGatewayEndpoint("DynamoDb", { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB });
    const { SQS, ECR, ECR_DOCKER, CLOUDWATCH_LOGS, SECRETS_MANAGER, ECS, ECS_AGENT, ECS_TELEMETRY } =
      ec2.InterfaceVpcEndpointAwsService;
    const services = {
      Sqs: SQS,
      Ecr: ECR,
      EcrDocker: ECR_DOCKER,
      Logs: CLOUDWATCH_LOGS,
      Secrets: SECRETS_MANAGER,
    };
    const agentServices = { Ecs: ECS, EcsAgent: ECS_AGENT, EcsTelemetry: ECS_TELEMETRY };
    const group = new ec2.SecurityGroup(this, "Endpoints", { vpc: this.vpc, allowAllOutbound: false });
    group.addIngressRule(ec2.Peer.ipv4(addressRange), ec2.Port.tcp(443));
    for (const [name, service] of Object.entries({ ...services, ...(ecsAgents ? agentServices : {}) })) {
      this.vpc.addInterfaceEndpoint(name, {
        service,
        subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        securityGroups: [group],
        open: false,
      });
    }
  }
}
