import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type LifecycleRule,
  type S3Client,
} from "@aws-sdk/client-s3";
import { awsErrorName } from "../asking.ts";
import { type Finding, found } from "./finding.ts";

const run = "`npm run aws:create` puts it right.";

/** Fails as the AWS SDK does when the bucket cannot be looked at. */
export async function checkBucket(
  client: S3Client,
  { bucket, neededDays }: { bucket: string; neededDays: number },
): Promise<Finding[]> {
  await client.send(new HeadBucketCommand({ Bucket: bucket }));
  const rules = await lifecycleOf(client, bucket);
  const isPrivate = await isClosedToPublic(client, bucket);
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
  const shortest = Math.min(...rules.map(({ Expiration }) => Expiration?.Days ?? Infinity));
  const abortsUploads = rules.some(({ AbortIncompleteMultipartUpload }) => AbortIncompleteMultipartUpload);
  return [
    found(isPrivate, {
      sound: `Bucket ${bucket} is there and closed to the public.`,
      wrong: `Bucket ${bucket} does not block public access. ${run}`,
    }),
    found(abortsUploads, {
      sound: "Its lifecycle drops unfinished uploads.",
      wrong: `Its lifecycle keeps unfinished uploads for ever, at your cost. ${run}`,
    }),
    found(shortest >= neededDays && shortest < Infinity, {
      sound: `Its lifecycle removes files after ${shortest} days, where no worker has done so.`,
      wrong:
        shortest === Infinity
          ? `Its lifecycle never removes files. ${run}`
          : `Its lifecycle removes files after ${shortest} days, while their jobs are still kept. ${run}`,
    }),
    found(Status !== "Enabled", {
      sound: "It keeps no older versions, so what is removed is gone.",
      wrong:
        "It keeps older versions, so removed documents stay. Suspend versioning, or let old versions expire.",
    }),
  ];
}

async function lifecycleOf(client: S3Client, bucket: string): Promise<LifecycleRule[]> {
  try {
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return Rules.filter(({ Status }) => Status === "Enabled");
  } catch (error) {
    if (awsErrorName(error) === "NoSuchLifecycleConfiguration") return [];
    throw error;
  }
}

async function isClosedToPublic(client: S3Client, bucket: string): Promise<boolean> {
  try {
    const command = new GetPublicAccessBlockCommand({ Bucket: bucket });
    const { PublicAccessBlockConfiguration: block } = await client.send(command);
    const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } = block ?? {};
    return [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every(Boolean);
  } catch (error) {
    if (awsErrorName(error) === "NoSuchPublicAccessBlockConfiguration") return false;
    throw error;
  }
}
