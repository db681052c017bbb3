import { explainFailure } from "../explain-failure.ts";
import { createInstallation } from "./create-installation.ts";
import { namesOf } from "./installation-names.ts";
import { keepDaysOf } from "./keep-days.ts";

const { AWS_REGION, AWS_ENDPOINT_URL } = process.env;

if (AWS_REGION) await create(AWS_REGION, AWS_ENDPOINT_URL);
else {
  console.error("Set AWS_REGION, and AWS_ENDPOINT_URL for another place than AWS itself.");
  process.exitCode = 1;
}

/** Makes what is missing and prints the settings that web and worker need, in the form of an environment file. */
async function create(region: string, endpoint: string | undefined): Promise<void> {
  try {
    const access = { region, ...(endpoint && { endpoint }) };
    const { queueUrl, bucket, table } = await createInstallation(
      access,
      namesOf(process.env),
      keepDaysOf(process.env),
    );
    const lines = [`AWS_REGION=${region}`, `QUEUE_URL=${queueUrl}`, `BUCKET=${bucket}`, `TABLE=${table}`];
    const atEndpoint = endpoint ? [`AWS_ENDPOINT_URL=${endpoint}`] : [];
    console.log(["BACKEND=aws", ...atEndpoint, ...lines].join("\n"));
  } catch (error) {
    console.error(explainFailure("queue, bucket or table", error));
    process.exitCode = 1;
  }
}
