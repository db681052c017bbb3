import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { readContext } from "./context.ts";
import { PlatenStack } from "./platen-stack.ts";

const app = new App();
const region = app.node.tryGetContext("region") ?? process.env.CDK_DEFAULT_REGION ?? "eu-west-1";
new PlatenStack(app, "Platen", readContext(app.node), { env: { region } });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
