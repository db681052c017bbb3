import { jobStatuses } from "@platen/core";
import { Type } from "typebox";
import { findOwnJob } from "../jobs/find-own-job.ts";
import { jobParams } from "../schemas/job-params.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const statusSchema = Type.Object({
  id: Type.String(),
  status: Type.Enum([...jobStatuses]),
  percent: Type.Number(),
  error: jobSchema.properties.error,
});

/** The little that a simple poller needs. */
export function shortRoutes(app: WebApp, { backend }: WebContext): void {
  const schema = {
    summary: "A job in four fields",
    tags: ["short"],
    params: jobParams,
    response: { 200: statusSchema },
  };
  app.get("/api/status/:id", { schema }, async ({ owner, params }, reply) => {
    const { id, status, percent, error } = await findOwnJob(backend.jobs, owner, params.id);
    reply.header("cache-control", "private, no-cache");
    return { id, status, percent, error };
  });
}
