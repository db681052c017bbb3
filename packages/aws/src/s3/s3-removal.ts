import { DeleteObjectsCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { KeptFile } from "@platen/core";

/** The most that S3 removes in one request. */
const batchSize = 1_000;

/** Removes the file of a key and everything below it, as many at once as one answer lists. */
export async function removeFromS3(client: S3Client, bucket: string, prefix: string): Promise<void> {
  let after: string | undefined;
  do {
    const list = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: `${prefix}/`,
      MaxKeys: batchSize - 1, // the key itself is removed with the first of them
      ...(after !== undefined && { ContinuationToken: after }),
    });
    const { Contents = [], NextContinuationToken } = await client.send(list);
    const keys = [prefix, ...Contents.map(({ Key }) => Key ?? prefix)];
    const kept = await removeKeys(client, bucket, keys);
    if (kept.length > 0) throw new Error(`S3 kept ${kept.length} files`, { cause: kept[0]?.error });
    after = NextContinuationToken;
  } while (after !== undefined);
}

/** Removes just these files; no LIST, and S3 charges nothing for a removal. */
export async function removeFilesFromS3(
  client: S3Client,
  bucket: string,
  keys: readonly string[],
): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (let at = 0; at < keys.length; at += batchSize)
    kept.push(...(await removeKeys(client, bucket, keys.slice(at, at + batchSize))));
  return kept;
}

/** S3 may remove a part of what was asked and answer 200. */
async function removeKeys(client: S3Client, bucket: string, keys: readonly string[]): Promise<KeptFile[]> {
  const Objects = keys.map((Key) => ({ Key }));
  const removal = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
  const { Errors = [] } = await client.send(removal);
  return Errors.map(({ Key = "", Code, Message }) => ({ key: Key, error: new Error(`${Code}: ${Message}`) }));
}
