import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { awsTestArguments } from "./aws-test-arguments.mjs";
import { root } from "./setup/root.mjs";

const filesOf = (args: string[]) => awsTestArguments(args).filter((arg) => !arg.startsWith("-"));

describe("the tests of the AWS backend", () => {
  for (const args of [[], ["--real"]]) {
    it(`are all there, and take their settings from a file that is there, with ${args.join() || "an endpoint"}`, () => {
      for (const pattern of filesOf(args)) assert.ok(globSync(pattern, { cwd: root }).length > 0, pattern);
      const [settings] = awsTestArguments(args);
      assert.ok(existsSync(join(root, settings?.replace("--env-file=", "") ?? "")));
    });
  }

  it("run on AWS itself only when that is asked for", () => {
    assert.ok(!awsTestArguments([]).some((arg) => arg.includes("real")));
    assert.ok(!awsTestArguments(["--real"]).includes("--real"));
    assert.ok(filesOf(["--real"]).some((file) => file.includes("real/")));
  });

  it("are those that are named, where some are", () => {
    assert.deepEqual(filesOf(["packages/aws/src/a.test.ts"]), ["packages/aws/src/a.test.ts"]);
  });
});
