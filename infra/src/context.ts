import type { Node } from "constructs";

/** Where conversions run: in the order of how strongly a document is jailed there. */
export const workerPlaces = ["ec2", "fargate", "lambda"] as const;
export type WorkerPlace = (typeof workerPlaces)[number];

/** What may be said with `--context name=value`; everything else is decided in the stack. */
export interface PlatenContext {
  readonly workerPlace: WorkerPlace;
  /** Fargate only: workers on spare capacity, at about a third of the price and with two minutes' notice. */
  readonly workerSpot: boolean;
  readonly workerMax: number;
  /** A certificate of AWS Certificate Manager. Without one the load balancer is internal and speaks plain HTTP. */
  readonly certificateArn: string | undefined;
  /** The complete ARN of a secret that holds the setting API_KEYS. */
  readonly apiKeysSecretArn: string;
  /** Who is told of an alarm; nobody when left out. */
  readonly alarmEmail: string | undefined;
}

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
  const apiKeysSecretArn = text("apiKeysSecretArn") ?? "";
  if (!/^arn:[^:]+:secretsmanager:[^:]+:[0-9]+:secret:.+-.{6}$/.test(apiKeysSecretArn)) {
    mistakes.push(
      "apiKeysSecretArn must be the complete ARN of a Secrets Manager secret that holds API_KEYS, such as team-a:KEY.",
    );
  }
  if (mistakes.length > 0)
    throw new Error(`The context cannot be used:\n${mistakes.map((line) => `  ${line}`).join("\n")}`);
  return {
    workerPlace: workerPlace as WorkerPlace,
    workerSpot: text("workerSpot") === "true",
    workerMax,
    certificateArn: text("certificateArn"),
    apiKeysSecretArn,
    alarmEmail: text("alarmEmail"),
  };
}
