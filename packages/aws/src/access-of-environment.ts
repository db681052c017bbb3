import type { AwsAccess, AwsService } from "./aws-settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const services: readonly AwsService[] = ["dynamodb", "sqs", "s3"];

/** The variables of endpoints that are set, as the AWS SDK names them; empty ones count as not set. */
export function endpointVariables(environment: Environment): Record<string, string> {
  const names = ["AWS_ENDPOINT_URL", ...services.map(variableOf)];
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** How AWS is reached, by its region and these variables. For commands; web app and workers read their settings. */
export function endpointsOf(environment: Environment): Pick<AwsAccess, "endpoint" | "endpoints"> {
  const { AWS_ENDPOINT_URL: endpoint, ...set } = endpointVariables(environment);
  const endpoints = Object.fromEntries(
    services.flatMap((service) => {
      const address = set[variableOf(service)];
      return address === undefined ? [] : [[service, address]];
    }),
  );
  return { ...(endpoint !== undefined && { endpoint }), endpoints };
}

function variableOf(service: AwsService): string {
  return `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
}
