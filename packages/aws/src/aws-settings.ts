import type { SQSClientConfig } from "@aws-sdk/client-sqs";

/** The services that Platen uses, as the AWS SDK's own variables for endpoints call them in lower case. */
export type AwsService = "dynamodb" | "sqs" | "s3";

/** How AWS is reached. */
export interface AwsAccess {
  readonly region: string;
  /** Another place than AWS itself that speaks its protocols; asked in AWS's stead, for the queue too. */
  readonly endpoint?: string;
  /** The same for one service; comes before `endpoint`. */
  readonly endpoints?: { readonly [Service in AwsService]?: string };
  /** How browsers reach the place of the files, where it differs: signed links name it. */
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
  /** Ended jobs and their files are removed in time by the sweeper; else by the table and the bucket themselves, later. */
  readonly exactRemoval?: boolean;
}
