import assert from "node:assert/strict";
import { it } from "node:test";
import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { workerPlaces } from "./context.ts";
import { stackOf, testApp } from "./test-context.ts";

const certificateArn = "arn:aws:acm:eu-west-1:111111111111:certificate/00000000-0000-0000-0000-000000000000";

for (const workerPlace of workerPlaces) {
  it(`leaves no finding of cdk-nag's AWS solutions pack unexplained where workers run on ${workerPlace}`, () => {
    const app = testApp({ workerPlace, certificateArn });
    stackOf(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    assert.doesNotThrow(() => app.synth());
  });
}

it("would fail on a finding that nobody explained", () => {
  const app = testApp();
  const stack = stackOf(app);
  const removed = stack.node.findChild("Data").node.findChild("DeadLetters").node.tryRemoveChild("Policy");
  assert.equal(removed, true);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  assert.throws(() => app.synth(), /Validation failed/);
});
