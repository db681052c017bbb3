import * as iam from "aws-cdk-lib/aws-iam";
import { deadLetterActions, type webActions } from "./actions.ts";
import type { Data } from "./data.ts";

type Actions = Record<keyof typeof webActions, readonly string[]>;

/** One statement for each kind of resource: no action and no resource of theirs is a wildcard but the keys below the two prefixes. */
export function grant(
  role: iam.IGrantable,
  data: Data,
  actions: Actions,
  { deadLetters }: { deadLetters: boolean },
): void {
  const allow = (list: readonly string[], resources: string[]) =>
    role.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: [...list], resources }));
  const { table, queue, bucket } = data;
  allow(actions.table, [table.tableArn]);
  const indexes = ["due", "owner", "batch"];
  allow(
    actions.indexes,
    indexes.map((name) => `${table.tableArn}/index/${name}`),
  );
  allow(actions.queue, [queue.queueArn]);
  allow(actions.files, [bucket.arnForObjects("sources/*"), bucket.arnForObjects("results/*")]);
  // Not limited to prefixes: S3 says "no such key" only to those who may list the bucket, and "forbidden" to others.
  allow(actions.bucket, [bucket.bucketArn]);
  if (deadLetters) allow(deadLetterActions, [data.deadLetters.queueArn]);
}
