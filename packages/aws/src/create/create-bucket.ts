import {
  BucketAlreadyOwnedByYou,
  type BucketLocationConstraint,
  CreateBucketCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

function lifecycleRules(keepDays: number): LifecycleRule[] {
  const Expiration = { Days: keepDays };
  return [
    { ID: "sources", Status: "Enabled", Filter: { Prefix: "sources/" }, Expiration },
    { ID: "results", Status: "Enabled", Filter: { Prefix: "results/" }, Expiration },
    {
      ID: "unfinished-uploads",
      Status: "Enabled",
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ];
}

/** Makes the bucket where there is none, and gives it its lifecycle and closes it to the public in any case. */
export async function createBucket(
  client: S3Client,
  { bucket, region, keepDays }: { bucket: string; region: string; keepDays: number },
): Promise<void> {
  await makeBucket(client, bucket, region);
  await client.send(
    new PutPublicAccessBlockCommand({
      Bucket: bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  const LifecycleConfiguration = { Rules: lifecycleRules(keepDays) };
  await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration }));
}

async function makeBucket(client: S3Client, bucket: string, region: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket, ...inRegion(region) }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}

/** S3 refuses its oldest region as a constraint. */
function inRegion(region: string) {
  if (region === "us-east-1") return {};
  return { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
}
