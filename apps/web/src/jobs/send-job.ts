import { isTerminal, type Job } from "@platen/core";
import type { FastifyReply } from "fastify";
import type { WebContext } from "../web-context.ts";
import { showJob } from "./show-job.ts";

const retryAfterSeconds = 1;

export function tagOfJob({ revision }: Job): string {
  return `"${revision}"`;
}

/** Answers with the job, its revision as the tag, and when to ask again while it has not ended. */
export async function sendJob(context: WebContext, reply: FastifyReply, job: Job): Promise<FastifyReply> {
  tagReply(reply, job);
  return reply.send(await showJob(context, job, reply.request.basePath));
}

export function tagReply(reply: FastifyReply, job: Job): void {
  reply.header("etag", tagOfJob(job)).header("cache-control", "private, no-cache");
  if (!isTerminal(job)) reply.header("retry-after", retryAfterSeconds);
}
