import assert from "node:assert/strict";
import { it } from "node:test";
import { explainFailure } from "./explain-failure.ts";

const named = (name: string, code?: string) => Object.assign(new Error("from AWS"), { name, code });

it("says in words what to do about each way in which AWS fails", () => {
  const cases: [Error, RegExp][] = [
    [named("ResourceNotFoundException"), /^There is no table t\. .*aws:create/],
    [named("AWS.SimpleQueueService.NonExistentQueue"), /^There is no table t\./],
    [named("CredentialsProviderError"), /^No AWS credentials were found .*Log in/],
    [named("ExpiredTokenException"), /have expired\. Log in anew/],
    [named("AccessDeniedException"), /may not look at the table t\. docs\/aws\.md/],
    [named("UnrecognizedClientException"), /does not know these credentials/],
    [named("Error", "ENOTFOUND"), /cannot be reached \(ENOTFOUND\)\. .*AWS_REGION/],
    [named("TimeoutError"), /cannot be reached \(no answer in time\)/],
    [named("ThrottlingException"), /could not be looked at: ThrottlingException from AWS/],
  ];
  for (const [error, text] of cases) assert.match(explainFailure("table t", error), text);
});
