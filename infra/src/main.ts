import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { readContext } from "./context.ts";
import { PlatenStack } from "./platen-stack.ts";

/** The CDK's own command hands over the context and says where the template goes. */
const isUnderCdkCommand = process.env.CDK_CONTEXT_JSON !== undefined;

/** Without it the same comes from `cdk.json` and from `--context name=value`, and nothing is asked of AWS. */
function ownContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(new URL("../cdk.json", import.meta.url), "utf8"));
  const { values } = parseArgs({ options: { context: { type: "string", multiple: true, default: [] } } });
  const given = Object.fromEntries(
    values.context.map((pair) => [pair.split("=")[0], pair.replace(/^[^=]*=/, "")]),
  );
  if (given.apiKeysSecretArn === undefined) {
    given.apiKeysSecretArn = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:replace-me-AAAAAA";
    console.log(
      "apiKeysSecretArn was not given: the template holds a placeholder and cannot be deployed as it is.",
    );
  }
  return { ...context, ...given };
}

const outdir = process.env.CDK_OUTDIR ?? fileURLToPath(new URL("../cdk.out", import.meta.url));
const app = new App(isUnderCdkCommand ? {} : { context: ownContext(), outdir, analyticsReporting: false });
const region = app.node.tryGetContext("region") ?? process.env.CDK_DEFAULT_REGION ?? "eu-west-1";
new PlatenStack(app, "Platen", readContext(app.node), { env: { region } });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
if (!isUnderCdkCommand) console.log(`${outdir}/Platen.template.json`);
