import { type Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

const settingsAreNoSecrets =
  "Names and addresses only. The one secret, API_KEYS, comes from Secrets Manager and is not part of the definition.";
const ecrLogin =
  "ecr:GetAuthorizationToken knows no resource; everything else in the role names its repository or log group.";
const keysBelowPrefix =
  "Object keys hold the job's id, so they can only be named by their prefix, sources/ or results/.";
const publicAddress =
  "The public load balancer is the front door: TLS on 443, and 80 only to redirect there.";
const ecsAgent =
  "The agent of ECS registers the instance and reports tasks; AWS defines these calls without resources.";
const capacityNotices =
  "ECS scales these instances with the tasks; what matters, the age of the oldest job, has its alarm.";
const functionBasics =
  "Log streams and network interfaces of a function in a network, as AWS maintains them.";

/** What cdk-nag's AWS solutions pack finds and why it stays. */
export function acknowledgeFindings(stack: Stack, bucket: string): void {
  const at = (path: string): IConstruct | undefined =>
    path.split("/").reduce<IConstruct | undefined>((node, id) => node?.node.tryFindChild(id), stack);
  const acknowledge = (path: string, id: string, reason: string) => {
    const construct = at(path);
    if (construct !== undefined) Validations.of(construct).acknowledge({ id, reason });
  };
  acknowledge("Web/LoadBalancer", "AwsSolutions-EC23", publicAddress);
  acknowledge("Worker/InstanceRole", "AwsSolutions-IAM5[Action::ecs:Submit*]", ecsAgent);
  acknowledge("Worker/InstanceRole", "AwsSolutions-IAM5[Resource::*]", ecsAgent);
  acknowledge("Worker/Instances", "AwsSolutions-AS3", capacityNotices);
  for (const policy of ["AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole"]) {
    const id = `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${policy}]`;
    acknowledge("Worker/Function/ServiceRole", id, functionBasics);
  }
  for (const app of ["Web", "Worker"]) {
    acknowledge(`${app}/Task`, "AwsSolutions-ECS2", settingsAreNoSecrets);
    acknowledge(`${app}/Task/ExecutionRole`, "AwsSolutions-IAM5[Resource::*]", ecrLogin);
    for (const role of [`${app}/Task/TaskRole`, `${app}/Function/ServiceRole`]) {
      for (const prefix of ["sources", "results"]) {
        acknowledge(role, `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${prefix}/*]`, keysBelowPrefix);
      }
    }
  }
}
