import type { AwsAccess, AwsService } from "./aws-settings.ts";

/**
 * What a client needs, and the clients of all services have in common. The endpoint is given explicitly: for the queue the SDK would
 * otherwise ask the host of the queue's URL. A request without an answer ends and is tried once more, which also
 * gets rid of connections that died silently; everything beyond that is decided by the flow, not by the SDK.
 */
export function clientConfig(service: AwsService, access: AwsAccess) {
  const { region, answerWithinMs, credentials } = access;
  const endpoint = endpointOf(service, access);
  return {
    region,
    maxAttempts: 2,
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: Math.min(answerWithinMs, 1_000),
      requestTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
      // Every slot, upload and request has its own calls under way; a queue inside the client would only hide that.
      httpAgent: { maxSockets: 500 },
      httpsAgent: { maxSockets: 500 },
    },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** Other places than AWS have no host name for each bucket, so its name goes into the path there. */
export function s3Config(access: AwsAccess) {
  return { ...clientConfig("s3", access), forcePathStyle: endpointOf("s3", access) !== undefined };
}

/** Undefined for AWS itself. */
export function endpointOf(service: AwsService, { endpoint, endpoints }: AwsAccess): string | undefined {
  return endpoints?.[service] ?? endpoint;
}
