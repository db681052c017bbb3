import { S3Client } from "@aws-sdk/client-s3";
import { testFileStorage } from "@platen/core/contracts";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { dropBucket } from "../../test-support/drop-bucket.ts";
import { s3Config } from "../client-config.ts";
import { createBucket } from "../create/create-bucket.ts";
import { openFileStorage } from "./open-file-storage.ts";

const place = awsPlace();

testFileStorage("S3FileStorage", async () => {
  const access = place.access();
  const bucket = newName();
  const maker = new S3Client(s3Config(access));
  await createBucket(maker, { bucket, region: access.region, keepDays: 3 });
  return {
    subject: openFileStorage(access, bucket),
    close: async () => {
      await dropBucket(maker, bucket);
      maker.destroy();
    },
  };
});
