import type { SmallDocument } from "./small-documents.ts";

export interface Served {
  readonly documents: number;
  readonly seconds: number;
  /** Of each document that was converted, in order. */
  readonly milliseconds: readonly number[];
  readonly failures: readonly string[];
}

const patienceMs = 180_000;

/** So many clients at the same time, each with one document after the other, until all were converted. */
export async function measureServer(
  address: string,
  documents: readonly SmallDocument[],
  clients: number,
): Promise<Served> {
  const waiting = [...documents];
  const milliseconds: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  const client = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const askedAt = performance.now();
      const problem = await convert(address, next);
      if (problem === undefined) milliseconds.push(performance.now() - askedAt);
      else failures.push(`${next.name}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { documents: documents.length, seconds, milliseconds, failures };
}

/** Says what went wrong. */
async function convert(address: string, { name, content }: SmallDocument): Promise<string | undefined> {
  const form = new FormData();
  form.set("updateIndexes", "false");
  form.set("files", new Blob([content]), name);
  const answer = await fetch(new URL("/forms/libreoffice/convert", address), {
    ...{ method: "POST", body: form, signal: AbortSignal.timeout(patienceMs) },
  });
  const body = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) return `${answer.status} ${body.toString("utf8", 0, 200)}`;
  return body.toString("latin1", 0, 5) === "%PDF-" ? undefined : "no PDF came";
}
