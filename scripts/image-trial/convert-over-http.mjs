import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {{ id: string, status: string, result: { pages: number } }} ShownJob */

const patienceMs = 120_000;

/**
 * Has a server convert the documents of `folder` that every build writes, and gives the first one's job.
 * @param {string} url
 * @param {string} folder
 * @returns {Promise<ShownJob>}
 */
export async function convertAll(url, folder) {
  const first = await timed("the first document, with its upload", () => convert(url, folder, "deck.pptx"));
  for (const name of ["text.docx", "sheet.xlsx"]) await timed(name, () => convert(url, folder, name));
  return first;
}

/** @param {string} url */
export async function untilReady(url) {
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(200))
    if (await fetch(`${url}/readyz`).then(isOk, () => false)) return;
  throw new Error("The server did not become ready.");
}

/** @param {Response} answer */
const isOk = ({ ok }) => ok;

/**
 * @param {string} url
 * @param {string} folder
 * @param {string} name
 * @returns {Promise<ShownJob>}
 */
async function convert(url, folder, name) {
  const form = new FormData();
  form.set("file", new Blob([readFileSync(join(folder, name))]), name);
  const answer = await fetch(`${url}/v1/jobs`, { method: "POST", body: form });
  let job = /** @type {ShownJob} */ (await answer.json());
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(50)) {
    job = /** @type {ShownJob} */ (await (await fetch(`${url}/v1/jobs/${job.id}`)).json());
    if (!["queued", "processing"].includes(job.status)) break;
  }
  if (job.status !== "succeeded" || job.result.pages < 1)
    throw new Error(`The server did not convert ${name}: ${JSON.stringify(job)}`);
  await fetchPdf(url, job.id);
  return job;
}

/**
 * Fails when the result of a job is no PDF.
 * @param {string} url
 * @param {string} id
 */
export async function fetchPdf(url, id) {
  const bytes = Buffer.from(await (await fetch(`${url}/v1/jobs/${id}/result`)).arrayBuffer());
  if (!bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("The result is no PDF.");
}

/**
 * Says how long something took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(what, work) {
  const startedAt = performance.now();
  const result = await work();
  console.error(`${what}: ${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
  return result;
}
