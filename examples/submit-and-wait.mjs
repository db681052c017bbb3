// Converts one document and waits for its PDF:
//
//   node submit-and-wait.mjs http://127.0.0.1:3000 deck.pptx deck.pdf
//
// PLATEN_API_KEY is sent along where it is set.
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

const [server = "", source = "", target = ""] = process.argv.slice(2);
const key = process.env.PLATEN_API_KEY;
/** @type {Record<string, string>} */
const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };

/**
 * Answers of 400 and more are problems: JSON with a stable `code` and a `detail` for people.
 * @param {string} path
 * @param {RequestInit} [request]
 */
async function call(path, request = {}) {
  const response = await fetch(new URL(path, server), {
    ...request,
    headers: { ...headers, ...request.headers },
  });
  if (response.ok) return response;
  const { code, detail } = /** @type {any} */ (await response.json());
  throw new Error(`${code}: ${detail}`);
}

try {
  const form = new FormData();
  form.set("file", new Blob([await readFile(source)]), basename(source));
  // The same key may be sent again after a broken connection, and makes no second job.
  const submitted = { method: "POST", body: form, headers: { "idempotency-key": randomUUID() } };
  /** @type {any} What the API document calls a job. */
  let job = await (await call("/v1/jobs", submitted)).json();
  // Answered when the job has ended, or after 30 seconds as it is by then.
  while (job.status === "queued" || job.status === "processing")
    job = await (await call(`/v1/jobs/${job.id}`, { headers: { prefer: "wait=30" } })).json();
  if (job.status !== "succeeded") throw new Error(`${job.error?.code ?? job.status}: ${job.error?.message}`);
  const result = await call(`/v1/jobs/${job.id}/result`);
  await writeFile(target, Buffer.from(await result.arrayBuffer()));
  console.log(`${target}: ${job.result.pages} pages`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
