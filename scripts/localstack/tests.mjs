import { awsTestArguments } from "../aws-test-arguments.mjs";

/** What LocalStack cannot do, by the names of the tests. */
const leftOut = [
  // It hands messages over in the order of their sending, whoever they belong to.
  "does not let an owner with many messages starve one with few",
  // It deletes and hides a message by a receipt of an earlier delivery, too.
  "that has come again elsewhere can no longer be touched through its first delivery",
];

/**
 * The tests of the AWS backend against the LocalStack of this machine, but for what an emulator cannot do.
 * @param {string[]} args
 */
export function localstackTests(args) {
  return {
    program: process.execPath,
    args: awsTestArguments([...leftOut.map((name) => `--test-skip-pattern=${name}`), ...args]),
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
  };
}
