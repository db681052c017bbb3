import { S3Client } from "@aws-sdk/client-s3";
import type { AwsAccess } from "../aws-settings.ts";
import { endpointOf, s3Config } from "../client-config.ts";
import { S3FileStorage } from "./s3-file-storage.ts";

export function openFileStorage(access: AwsAccess, bucket: string): S3FileStorage {
  const config = s3Config(access);
  const { requestTimeout, ...handler } = config.requestHandler;
  const links = access.publicEndpoint ?? endpointOf("s3", access);
  return new S3FileStorage(
    {
      requests: new S3Client(config),
      uploads: new S3Client({ ...config, requestHandler: { ...handler, socketTimeout: requestTimeout } }),
      links: new S3Client({ ...config, ...(links !== undefined && { endpoint: links }) }),
    },
    bucket,
  );
}
