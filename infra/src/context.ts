import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Node } from "constructs";
import { fixedSettings } from "./environment.ts";
import { addressRange } from "./network.ts";

/** Where conversions run: in the order of how strongly a document is jailed there. */
export const workerPlaces = ["ec2", "fargate", "lambda"] as const;
export type WorkerPlace = (typeof workerPlaces)[number];

/** What the tasks and the function run on; `arm64` is Graviton. */
export const architectures = ["x86_64", "arm64"] as const;
export type Architecture = (typeof architectures)[number];

/** What may be said with `--context name=value`; everything else is decided in the stack. */
export interface PlatenContext {
  readonly workerPlace: WorkerPlace;
  /** Fargate only: workers on spare capacity, at about a third of the price and with two minutes' notice. */
  readonly workerSpot: boolean;
  readonly workerMax: number;
  readonly architecture: Architecture;
  /** A certificate of AWS Certificate Manager. Without one the load balancer is internal and speaks plain HTTP. */
  readonly certificateArn: string | undefined;
  /** Address ranges that may reach a load balancer without a certificate; the network's own when left out. */
  readonly clientRanges: readonly string[];
  /** Settings of Platen for web app and workers, by their variables, such as KEEP_MS. The stack's own come first. */
  readonly settings: Readonly<Record<string, string>>;
  /** The complete ARN of a secret that holds the setting API_KEYS. */
  readonly apiKeysSecretArn: string;
  /** Who is told of an alarm; nobody when left out. */
  readonly alarmEmail: string | undefined;
  /** A topic of SNS that takes the alarms; one of the stack's own when left out. */
  readonly alarmTopicArn: string | undefined;
  /** For how long all logs are kept. */
  readonly logDays: number;
}

const retentionDays = Object.values(RetentionDays).filter(
  (days): days is number => typeof days === "number" && days !== RetentionDays.INFINITE,
);

/** Reads the context of the app; every mistake is told at once. */
export function readContext(node: Node): PlatenContext {
  const mistakes: string[] = [];
  const text = (name: string): string | undefined => node.tryGetContext(name)?.toString();
  const workerPlace = text("workerPlace") ?? "fargate";
  if (!workerPlaces.includes(workerPlace as WorkerPlace)) {
    mistakes.push(`workerPlace is "${workerPlace}"; it must be one of ${workerPlaces.join(", ")}.`);
  }
  const workerMax = Number(text("workerMax") ?? 10);
  if (!Number.isInteger(workerMax) || workerMax < 1)
    mistakes.push(`workerMax is "${text("workerMax")}"; it must be a whole number from 1.`);
  const architecture = text("architecture") ?? "x86_64";
  if (!architectures.includes(architecture as Architecture))
    mistakes.push(`architecture is "${architecture}"; it must be one of ${architectures.join(", ")}.`);
  const clientRanges = (text("clientRanges") ?? addressRange).split(",").map((range) => range.trim());
  for (const range of clientRanges)
    if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(range))
      mistakes.push(
        `clientRanges has "${range}"; it must have IPv4 ranges such as 10.1.0.0/16, with commas.`,
      );
  const settings = readSettings(node.tryGetContext("settings"), mistakes);
  const apiKeysSecretArn = text("apiKeysSecretArn") ?? "";
  if (!/^arn:[^:]+:secretsmanager:[^:]+:[0-9]+:secret:.+-.{6}$/.test(apiKeysSecretArn)) {
    mistakes.push(
      "apiKeysSecretArn must be the complete ARN of a Secrets Manager secret that holds API_KEYS, such as team-a:KEY.",
    );
  }
  const [alarmEmail, alarmTopicArn] = [text("alarmEmail"), text("alarmTopicArn")];
  if (alarmTopicArn !== undefined && !/^arn:[^:]+:sns:[^:]+:[0-9]{12}:[A-Za-z0-9_-]+$/.test(alarmTopicArn))
    mistakes.push(`alarmTopicArn is "${alarmTopicArn}"; it must be the ARN of a standard topic of SNS.`);
  if (alarmTopicArn !== undefined && alarmEmail !== undefined)
    mistakes.push("alarmEmail is for the stack's own topic; leave it out, or leave out alarmTopicArn.");
  const logDays = Number(text("logDays") ?? RetentionDays.ONE_MONTH);
  if (!retentionDays.includes(logDays))
    mistakes.push(`logDays is "${text("logDays")}"; CloudWatch takes only ${retentionDays.join(", ")}.`);
  if (mistakes.length > 0)
    throw new Error(`The context cannot be used:\n${mistakes.map((line) => `  ${line}`).join("\n")}`);
  return {
    workerPlace: workerPlace as WorkerPlace,
    workerSpot: text("workerSpot") === "true",
    workerMax,
    architecture: architecture as Architecture,
    clientRanges,
    settings,
    certificateArn: text("certificateArn"),
    apiKeysSecretArn,
    alarmEmail,
    alarmTopicArn,
    logDays,
  };
}

/** An object in `cdk.json`, or JSON on the command line. */
function readSettings(given: unknown, mistakes: string[]): Record<string, string> {
  const value = typeof given === "string" ? fromJson(given) : (given ?? {});
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    mistakes.push(
      'settings must be an object, such as {"KEEP_MS":"3600000"}; write it as JSON after --context.',
    );
    return {};
  }
  for (const name of Object.keys(value)) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name))
      mistakes.push(`settings has "${name}", which is no variable's name.`);
    if (fixedSettings.includes(name)) mistakes.push(`settings has ${name}, which this stack sets itself.`);
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as what is no object
  }
}
