import { type ConversionOptions, jobStatuses, shownOptionsSchema, targetFormats } from "@platen/core";
import { type Static, Type } from "typebox";

const time = (description: string) => Type.String({ format: "date-time", description });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const sourceSchema = Type.Object({
  filename: Type.String(),
  bytes: Type.Integer(),
  mediaType: Type.String(),
  sha256: Type.String(),
});

const progressSchema = Type.Object({
  phase: Type.Enum(["waiting", "starting", "loading", "exporting", "storing"]),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  page: orNull(
    Type.Integer({ description: "How many pages are made, where they are made one after another." }),
  ),
  pages: orNull(Type.Integer({ description: "Of how many." })),
  queuePosition: orNull(Type.Integer({ description: "1 for the next one; null where nobody can tell." })),
  etaSeconds: orNull(
    Type.Integer({
      description:
        "A guess: while waiting until its turn, then until the end. It never grows while nothing changes.",
    }),
  ),
  interruption: orNull(
    Type.Object(
      {
        reason: Type.Enum(["worker_lost", "stopped", "failed"]),
        nextAttemptAt: orNull(time("When it may start again; null where it waits for its turn.")),
      },
      { description: "Why the job does not go on for now, and when it will." },
    ),
  ),
});

const resultSchema = Type.Object({
  filename: Type.String(),
  bytes: Type.Integer(),
  mediaType: Type.String(),
  sha256: Type.String(),
  pages: orNull(Type.Integer({ description: "Null where that kind of file has none." })),
  engine: Type.String(),
});

const failureSchema = Type.Object({
  code: Type.String({ description: "Stable; decide by it." }),
  message: Type.String({ description: "What happened and what to do." }),
  retryable: Type.Boolean(),
  attempt: Type.Integer(),
});

const callbackSchema = Type.Object({
  id: orNull(Type.String({ description: "The webhook-id of every attempt; null until the job has ended." })),
  kind: Type.Enum(["webhook", "result", "event"]),
  host: Type.String(),
  state: Type.Enum(["waiting", "sending", "delivered", "skipped", "failed"]),
  attempts: Type.Integer(),
  nextAt: orNull(time("When it is tried next, at the earliest.")),
  problem: orNull(Type.String({ description: "Why the last attempt failed." })),
});

const linksSchema = Type.Object({
  self: Type.String(),
  result: orNull(Type.String()),
  events: Type.String(),
  cancel: Type.String(),
  thumbnail: orNull(Type.String()),
});

/** A job as it is told to the world. */
export const jobSchema = Type.Object({
  id: Type.String({ format: "uuid" }),
  status: Type.Enum([...jobStatuses]),
  source: sourceSchema,
  sources: Type.Optional(
    Type.Array(sourceSchema, {
      description: "Every document, where the job has several: the source is the first.",
    }),
  ),
  format: Type.Enum(Object.keys(targetFormats) as (keyof typeof targetFormats)[]),
  options: Type.Unsafe<ConversionOptions>(shownOptionsSchema),
  progress: progressSchema,
  result: orNull(resultSchema),
  error: orNull(failureSchema),
  warnings: Type.Array(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      count: Type.Optional(Type.Integer({ description: "Of what the message tells." })),
      values: Type.Optional(
        Type.Object(
          {},
          {
            additionalProperties: Type.Union([Type.String(), Type.Number()]),
            description: "What the message tells of, such as font and replacement, to say it in other words.",
          },
        ),
      ),
    }),
  ),
  callbacks: Type.Optional(
    Type.Array(callbackSchema, { description: "Whoever is told of the job's end, where somebody is." }),
  ),
  attempt: Type.Integer({ description: "How often a worker has begun with it." }),
  batch: orNull(Type.String()),
  batchPosition: orNull(Type.Integer({ description: "Its place in the batch, as it was sent." })),
  cached: Type.Boolean({ description: "Whether the result was taken from an earlier job." }),
  createdAt: time("When the job was accepted."),
  startedAt: orNull(time("When the present or last attempt began.")),
  finishedAt: orNull(time("When it ended.")),
  expiresAt: time("When source, result and job are removed."),
  deadlineAt: time("When it ends as expired if it still waits."),
  links: linksSchema,
});

export type JobView = Static<typeof jobSchema>;
