import type { SQSClientConfig } from "@aws-sdk/client-sqs";

/** How AWS is reached; the same for all three services. */
export interface AwsAccess {
  readonly region: string;
  /** Another place than AWS itself that speaks its protocols; asked in AWS's stead, for the queue too. */
  readonly endpoint?: string;
  /** How browsers reach that place, where it differs: signed links name it. */
  readonly publicEndpoint?: string;
  /** How long one request may stay without an answer. Each is tried twice, so a call fails after a little more than twice that. */
  readonly answerWithinMs: number;
  /** Left out: the SDK's own chain, so a role, a profile or the environment. */
  readonly credentials?: NonNullable<SQSClientConfig["credentials"]>;
}

/** Where everything of one installation lies on AWS. */
export interface AwsSettings extends AwsAccess {
  readonly queueUrl: string;
  readonly bucket: string;
  readonly table: string;
}
