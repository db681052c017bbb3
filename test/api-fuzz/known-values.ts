import { until } from "../support/until.ts";

/** Labels of what is converted before: of what stays, and of what may be removed. */
const batches = { kept: "kept", removable: "removable" } as const;

/** What only the server can give, and the made requests would never guess. */
export interface KnownValues {
  /** Of a job that has its result. */
  readonly jobId: string;
  /** Of a job that may be removed. */
  readonly otherJobId: string;
  readonly permit: string;
}

export async function knownValues(url: string, authorization: string): Promise<KnownValues> {
  const headers = { authorization };
  const [jobId, otherJobId] = [
    await convertOne(url, headers, batches.kept),
    await convertOne(url, headers, batches.kept),
  ];
  await convertOne(url, headers, batches.removable);
  const offer = await fetch(`${url}/v1/uploads`, { method: "POST", headers });
  const { url: form } = (await offer.json()) as { url: string };
  return { jobId, otherJobId, permit: new URL(form, url).searchParams.get("permit") ?? "" };
}

async function convertOne(url: string, headers: Record<string, string>, batch: string): Promise<string> {
  const body = new FormData();
  body.set("batch", batch);
  body.set("file", new Blob(["a,b\n1,2\n"]), "table.csv");
  const answer = await fetch(`${url}/v1/jobs`, { method: "POST", headers, body });
  const { id } = (await answer.json()) as { id: string };
  await until("a document is converted", async () => {
    const seen = await fetch(`${url}/api/status/${id}`, { headers });
    return ((await seen.json()) as { status: string }).status === "succeeded";
  });
  return id;
}

/** The known values in the form in which Schemathesis reads its settings. */
export function settingsOf({ jobId, otherJobId, permit }: KnownValues): string {
  return `[parameters]
"path.id" = "${jobId}"
"path.batch" = "${batches.kept}"
"query.permit" = "${permit}"

[[operations]]
include-name = "DELETE /v1/jobs/{id}"
parameters = { "path.id" = "${otherJobId}" }

[[operations]]
include-name = "DELETE /v1/batches/{batch}"
parameters = { "path.batch" = "${batches.removable}" }
`;
}
