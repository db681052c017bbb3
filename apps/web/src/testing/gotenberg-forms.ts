import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { formOf, officeFile } from "./test-uploads.ts";
import { newTestWeb, type TestWeb } from "./test-web.ts";

/** Where office documents are converted. */
export const url = "/forms/libreoffice/convert";

export type Entry = Parameters<typeof formOf>[0][number];

/** gotenberg-client calls each field after its file, so the field's name is any. */
export const file = (filename: string, field = filename, instructions = ""): Entry => [
  field,
  { filename, content: officeFile(instructions) },
];

export async function newWeb(
  test: TestContext,
  changes: Parameters<typeof newTestWeb>[1] = {},
): Promise<TestWeb> {
  const web = await newTestWeb(test, changes);
  await web.startWorker();
  return web;
}

export async function send(web: TestWeb, entries: Entry[], headers: Record<string, string> = {}, at = url) {
  return await web.app.inject({ url: at, ...(await formOf(entries, headers)) });
}

export async function lastJob(web: TestWeb) {
  const { jobs } = await web.backend.jobs.list("public", {}, { limit: 1 });
  return jobs[0] ?? assert.fail("there is no job");
}

export async function refusal(web: TestWeb, entries: Entry[], headers: Record<string, string> = {}) {
  const answer = await send(web, entries, headers);
  assert.equal(answer.headers["content-type"], "text/plain; charset=UTF-8");
  for await (const { key } of web.backend.files.list("sources", Date.now() + 1_000))
    assert.fail(`${key} is left`);
  return [answer.statusCode, answer.body] as const;
}
