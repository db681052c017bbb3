import { readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { readContext } from "./context.ts";
import { PlatenStack } from "./platen-stack.ts";

const secret = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:platen-keys-AbCdEf";
const flags: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("../cdk.json", import.meta.url), "utf8"),
).context;

/** An app as `cdk.json` makes it, with the one context value that has no default. */
export function testApp(context: Record<string, unknown> = {}): App {
  return new App({ context: { ...flags, apiKeysSecretArn: secret, ...context }, analyticsReporting: false });
}

export function stackOf(app: App, region = "eu-west-1"): PlatenStack {
  return new PlatenStack(app, "Platen", readContext(app.node), { env: { region } });
}

export function templateOf(context: Record<string, unknown> = {}, region?: string): Template {
  return Template.fromStack(stackOf(testApp(context), region));
}
