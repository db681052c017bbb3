import { awsErrorName } from "./asking.ts";

const missing = [
  "ResourceNotFoundException",
  "QueueDoesNotExist",
  "NonExistentQueue",
  "NoSuchBucket",
  "NotFound",
];
const unreachable = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH"];

/** Why a part could not be looked at, in words and with what to do; `part` is what was asked for, by name. */
export function explainFailure(part: string, error: unknown): string {
  const name = awsErrorName(error);
  const code = (error as { code?: string } | undefined)?.code ?? "";
  if (missing.includes(name)) return `There is no ${part}. \`npm run aws:create\` makes it.`;
  if (/^CredentialsProviderError|^TokenProviderError/.test(name))
    return `No AWS credentials were found for the ${part}. Log in, choose a profile, or give the task a role.`;
  if (/Expired/.test(name)) return "The AWS credentials have expired. Log in anew.";
  if (/AccessDenied|Forbidden|NotAuthorized/.test(name))
    return `These credentials may not look at the ${part}. docs/aws.md lists what the doctor needs.`;
  if (/UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch/.test(name))
    return "AWS does not know these credentials. Check the access key, its secret and AWS_ENDPOINT_URL.";
  if (unreachable.includes(code) || name === "TimeoutError")
    return `The ${part} cannot be reached (${code || "no answer in time"}). Check the network, AWS_REGION and AWS_ENDPOINT_URL.`;
  return `The ${part} could not be looked at: ${name} ${error instanceof Error ? error.message : String(error)}`;
}
