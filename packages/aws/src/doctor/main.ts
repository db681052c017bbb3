import { endpointsOf } from "../access-of-environment.ts";
import { neededDaysOf } from "../create/keep-days.ts";
import { checkInstallation } from "./check-installation.ts";

const { AWS_REGION, QUEUE_URL, BUCKET, TABLE } = process.env;
const needed = { AWS_REGION, QUEUE_URL, BUCKET, TABLE };
const unset = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));

if (unset.length > 0) {
  console.error(`Set ${unset.join(", ")}; \`npm run aws:create\` makes what they name and prints them.`);
  process.exitCode = 1;
} else {
  const settings = {
    region: AWS_REGION ?? "",
    queueUrl: QUEUE_URL ?? "",
    bucket: BUCKET ?? "",
    table: TABLE ?? "",
    answerWithinMs: 5_000,
    ...endpointsOf(process.env),
  };
  const findings = await checkInstallation(settings, neededDaysOf(process.env));
  for (const { isSound, text } of findings) console.log(`${isSound ? "ok    " : "WRONG "} ${text}`);
  const wrong = findings.filter(({ isSound }) => !isSound).length;
  console.log(wrong === 0 ? "Everything is as it should be." : `${wrong} of ${findings.length} are wrong.`);
  if (wrong > 0) process.exitCode = 1;
}
