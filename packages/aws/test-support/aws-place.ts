import { randomBytes } from "node:crypto";
import { after, before } from "node:test";
import { endpointsOf } from "../src/access-of-environment.ts";
import type { AwsAccess } from "../src/aws-settings.ts";
import { type Emulator, startMinistack } from "./start-ministack.ts";

/** Where the tests of a file find AWS: an emulator of their own, or what the environment names. */
export interface AwsPlace {
  /** Only inside a test: the emulator starts before the first one and ends after the last. */
  readonly access: () => AwsAccess;
}

/**
 * `PLATEN_TEST_AWS=given` takes AWS_ENDPOINT_URL, `real` takes AWS itself; both with the credentials of the
 * environment.
 */
export function awsPlace(): AwsPlace {
  let emulator: Emulator | undefined;
  before(async () => {
    if (process.env.PLATEN_TEST_AWS === undefined) emulator = await startMinistack();
  });
  after(() => emulator?.stop());
  return { access: () => (emulator === undefined ? givenAccess() : emulatedAccess(emulator)) };
}

/** A busy machine may be slow to answer; how fast a failure is noticed has a test of its own. */
const answerWithinMs = 10_000;

export function emulatedAccess({ endpoint }: Pick<Emulator, "endpoint">): AwsAccess {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return { region: "us-east-1", endpoint, credentials, answerWithinMs };
}

function givenAccess(): AwsAccess {
  const { PLATEN_TEST_AWS, AWS_REGION: region = "us-east-1" } = process.env;
  if (PLATEN_TEST_AWS === "real") return { region, answerWithinMs };
  const places = endpointsOf(process.env);
  if (places.endpoint !== undefined) return { region, answerWithinMs, ...places };
  throw new Error("Set AWS_ENDPOINT_URL, or say --real to test on AWS itself at your cost.");
}

/** Tells apart what several tests, and several runs on one account, have at the same time. */
export function newName(): string {
  return `platen-test-${randomBytes(6).toString("hex")}`;
}
