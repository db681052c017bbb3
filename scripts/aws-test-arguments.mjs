import { testArguments } from "./test-arguments.mjs";

/** What tests the AWS backend alone, whatever speaks AWS's protocols. */
const anywhere = ["packages/aws/src/**/*.test.ts", "test/end-to-end/on-aws.test.ts"];

/** On AWS itself nothing can be put between client and service, and what no emulator shows is tested besides. */
const onlyReal = [
  "dynamodb/dynamo-job-store",
  "sqs/sqs-job-queue",
  "sqs/dead-letters",
  "s3/s3-file-storage",
  "open-aws-backend",
]
  .map((name) => `packages/aws/src/${name}.test.ts`)
  .concat("test/end-to-end/on-aws.test.ts", "test/aws/real/*.ts");

/**
 * How Node runs the tests of the AWS backend against AWS_ENDPOINT_URL, or with --real against AWS itself.
 * @param {string[]} args
 */
export function awsTestArguments(args) {
  const isReal = args.includes("--real");
  const rest = args.filter((arg) => arg !== "--real");
  const files = rest.some((arg) => !arg.startsWith("-")) ? [] : isReal ? onlyReal : anywhere;
  return [`--env-file=test/aws/${isReal ? "real" : "given"}.env`, ...testArguments([...rest, ...files])];
}
