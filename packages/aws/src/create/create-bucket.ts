import {
  BucketAlreadyOwnedByYou,
  type BucketLocationConstraint,
  CreateBucketCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Longer than a job may wait and be kept by default: the net below the sweeper, which removes files with their job. */
const keepDays = 3;

export const lifecycleRules = [
  { ID: "sources", Status: "Enabled", Filter: { Prefix: "sources/" }, Expiration: { Days: keepDays } },
  { ID: "results", Status: "Enabled", Filter: { Prefix: "results/" }, Expiration: { Days: keepDays } },
  {
    ID: "unfinished-uploads",
    Status: "Enabled",
    Filter: { Prefix: "" },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
] satisfies LifecycleRule[];

/** Makes the bucket where there is none, and gives it its lifecycle and closes it to the public in any case. */
export async function createBucket(
  client: S3Client,
  { bucket, region }: { bucket: string; region: string },
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
  const LifecycleConfiguration = { Rules: lifecycleRules };
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
