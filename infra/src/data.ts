import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

/**
 * A message comes back each time a worker releases, hides or loses its job. The job's own budgets end it long before;
 * the dead-letter queue is for what no worker survives.
 */
const maxReceives = 500;

export interface DataProps {
  /** How long a message that was handed over stays hidden without a renewal. */
  readonly visibility: Duration;
  /** For how long the bucket keeps files at most; the lifecycle is the net below the sweeper. */
  readonly keepDays: number;
}

/** Jobs, messages and files: encrypted, private, and kept when the stack is deleted. */
export class Data extends Construct {
  readonly table: dynamodb.TableV2;
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
  readonly bucket: s3.Bucket;
  readonly accessLogs: s3.Bucket;

  constructor(scope: Construct, id: string, { visibility, keepDays }: DataProps) {
    super(scope, id);
    this.table = jobTable(this);
    const queueDefaults = {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new sqs.Queue(this, "DeadLetters", queueDefaults);
    this.queue = new sqs.Queue(this, "Queue", {
      ...queueDefaults,
      visibilityTimeout: visibility,
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maxReceives },
    });
    const bucketDefaults = {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    this.accessLogs = new s3.Bucket(this, "AccessLogs", {
      ...bucketDefaults,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED, // log delivery still writes with an ACL
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    this.bucket = new s3.Bucket(this, "Files", {
      ...bucketDefaults,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: "files/",
      lifecycleRules: [
        { prefix: "sources/", expiration: Duration.days(keepDays) },
        { prefix: "results/", expiration: Duration.days(keepDays) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }
}

function jobTable(scope: Construct): dynamodb.TableV2 {
  const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  const number = (name: string) => ({ name, type: dynamodb.AttributeType.NUMBER });
  return new dynamodb.TableV2(scope, "Jobs", {
    partitionKey: text("id"),
    timeToLiveAttribute: "ttl",
    billing: dynamodb.Billing.onDemand(),
    encryption: dynamodb.TableEncryptionV2.awsManagedKey(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    globalSecondaryIndexes: [
      {
        indexName: "due",
        partitionKey: text("dueShard"),
        sortKey: number("dueAt"),
        projectionType: dynamodb.ProjectionType.KEYS_ONLY,
      },
      {
        indexName: "owner",
        partitionKey: text("owner"),
        sortKey: text("createdKey"),
        projectionType: dynamodb.ProjectionType.INCLUDE,
        nonKeyAttributes: ["status", "batch", "bytes", "ttl"],
      },
      {
        indexName: "batch",
        partitionKey: text("batchKey"),
        sortKey: text("createdKey"),
        projectionType: dynamodb.ProjectionType.INCLUDE,
        nonKeyAttributes: ["status", "batch", "bytes", "attempt", "ttl"],
      },
    ],
  });
}
