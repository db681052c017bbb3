import { jobStatuses } from "@platen/core";
import { type Static, Type } from "typebox";
import { jobSchema } from "./job-schema.ts";

const count = () => Type.Integer({ minimum: 0 });

const countsSchema = Type.Object(
  Object.fromEntries(jobStatuses.map((status) => [status, count()])) as Record<
    (typeof jobStatuses)[number],
    ReturnType<typeof count>
  >,
);

/** What is told of a batch beside its jobs. */
export const batchSummarySchema = Type.Object({
  batch: Type.String(),
  total: Type.Integer({ description: "How many jobs it has." }),
  counts: countsSchema,
  percent: Type.Number({ minimum: 0, maximum: 100, description: "Of all its jobs together." }),
  bytes: Type.Integer({ description: "Of the documents of all its jobs and of their results." }),
  filenames: Type.Array(Type.String(), { description: "Of its first documents, three at most." }),
  createdAt: Type.String({ format: "date-time", description: "When its first job was accepted." }),
  expiresAt: Type.String({
    format: "date-time",
    description: "When the first of these documents is removed.",
  }),
  links: Type.Object({
    self: Type.String(),
    events: Type.String(),
    archive: Type.String(),
    cancel: Type.String(),
  }),
});

export type BatchView = Static<typeof batchSummarySchema>;

/** A batch with some of its jobs, in the order in which they were created. */
export const batchSchema = Type.Object({
  ...batchSummarySchema.properties,
  data: Type.Array(jobSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const batchListSchema = Type.Object({
  data: Type.Array(batchSummarySchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

/** What has become of a change of all jobs of a batch. */
export const batchChangeSchema = Type.Object({
  batch: Type.String(),
  done: Type.Integer({ description: "How many jobs were changed." }),
  failed: Type.Array(
    Type.Object({
      id: Type.String({ format: "uuid" }),
      code: Type.String({ description: "Stable; decide by it." }),
      message: Type.String(),
    }),
    { description: "Jobs that are as they were, and why." },
  ),
});

export type BatchChange = Static<typeof batchChangeSchema>;

/** Any text: what is no batch is answered as a batch that does not exist. */
export const batchParams = Type.Object({
  batch: Type.String({ description: "What the jobs have as their batch." }),
});
