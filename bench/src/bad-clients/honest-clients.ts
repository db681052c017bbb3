/**
 * Two clients that have one small document after another converted, each waiting for its PDF, for so many seconds.
 * Returns how many milliseconds each document took. Fails when any client is not answered as it should be.
 */
export async function honestTimes(url: string, key: string, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  const client = async () => {
    while (performance.now() < until) times.push(await convertOne(url, key));
  };
  await Promise.all([client(), client()]);
  return times;
}

export function medianOf(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function convertOne(url: string, key: string): Promise<number> {
  const startedAt = performance.now();
  const authorization = `Bearer ${key}`;
  const body = new FormData();
  body.set("file", new Blob(["A short letter.\n\nWith two paragraphs.\n"]), "letter.txt");
  const headers = { authorization, prefer: "wait=60" };
  const answer = await fetch(`${url}/v1/jobs`, { method: "POST", headers, body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`An honest client was answered ${answer.status}: ${text}`);
  const { links } = JSON.parse(text) as { links: { result: string } };
  const result = await fetch(`${url}${links.result}`, { headers: { authorization } });
  const pdf = Buffer.from(await result.arrayBuffer());
  if (pdf.toString("latin1", 0, 5) !== "%PDF-") throw new Error(`No PDF came: ${result.status}`);
  return performance.now() - startedAt;
}
