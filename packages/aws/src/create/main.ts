import { endpointsOf, endpointVariables } from "../access-of-environment.ts";
import { explainFailure } from "../explain-failure.ts";
import { createInstallation } from "./create-installation.ts";
import { namesOf } from "./installation-names.ts";
import { keepDaysOf } from "./keep-days.ts";

const { AWS_REGION } = process.env;

if (AWS_REGION) await create(AWS_REGION);
else {
  console.error("Set AWS_REGION, and AWS_ENDPOINT_URL for another place than AWS itself.");
  process.exitCode = 1;
}

/** Makes what is missing and prints the settings that web and worker need, in the form of an environment file. */
async function create(region: string): Promise<void> {
  try {
    const access = { region, ...endpointsOf(process.env) };
    const { queueUrl, bucket, table } = await createInstallation(
      access,
      namesOf(process.env),
      keepDaysOf(process.env),
    );
    const lines = [`AWS_REGION=${region}`, `QUEUE_URL=${queueUrl}`, `BUCKET=${bucket}`, `TABLE=${table}`];
    const endpoints = Object.entries(endpointVariables(process.env)).map(
      ([name, address]) => `${name}=${address}`,
    );
    console.log(["BACKEND=aws", ...endpoints, ...lines].join("\n"));
  } catch (error) {
    console.error(explainFailure("queue, bucket or table", error));
    process.exitCode = 1;
  }
}
