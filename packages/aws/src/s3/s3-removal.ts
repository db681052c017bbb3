import { DeleteObjectsCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";

/** Removes the file of a key and everything below it, as many at once as one answer lists. */
export async function removeFromS3(client: S3Client, bucket: string, prefix: string): Promise<void> {
  let after: string | undefined;
  do {
    const list = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: `${prefix}/`,
      MaxKeys: 999, // one less than can be removed at once, for the key itself
      ...(after !== undefined && { ContinuationToken: after }),
    });
    const { Contents = [], NextContinuationToken } = await client.send(list);
    const keys = [{ Key: prefix }, ...Contents.map(({ Key }) => ({ Key: Key ?? prefix }))];
    const removal = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } });
    const { Errors = [] } = await client.send(removal);
    // S3 may remove a part of what was asked and answer 200.
    if (Errors.length > 0) throw new Error(`S3 kept ${Errors.length} files: ${Errors[0]?.Code}`);
    after = NextContinuationToken;
  } while (after !== undefined);
}
