import assert from "node:assert/strict";
import type { Backend } from "@platen/core";
import type { JobView } from "../schemas/job-schema.ts";
import { deckForm } from "./test-uploads.ts";
import type { TestWeb } from "./test-web.ts";

export const ownerHeaders = (key: string) => ({ authorization: `Bearer ${key}` });

interface Wanted {
  readonly batch?: string;
  readonly batchPosition?: number;
  readonly filename?: string;
  readonly instructions?: string;
  readonly waitSeconds?: number;
  readonly headers?: Record<string, string>;
}

/** One Office file, accepted as a job of a batch. */
export async function submitTo(
  { app }: TestWeb<Backend>,
  { batch, batchPosition, waitSeconds, headers = {}, ...file }: Wanted,
): Promise<JobView> {
  const fields = {
    ...(batch !== undefined && { batch }),
    ...(batchPosition !== undefined && { batchPosition: String(batchPosition) }),
  };
  const prefer = waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` };
  const answer = await app.inject({
    url: "/v1/jobs",
    ...(await deckForm({ ...file, fields }, { ...headers, ...prefer })),
  });
  assert.ok(answer.statusCode === 200 || answer.statusCode === 202, answer.body);
  return answer.json();
}
