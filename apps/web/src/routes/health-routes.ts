import { AppError, type ConverterDescription } from "@platen/core";
import type { FastifyReply } from "fastify";
import { type Static, Type } from "typebox";
import { publicOwner } from "../access/api-keys.ts";
import { problemOf } from "../problems/problem-of-error.ts";
import { problemSchema } from "../problems/problem-schema.ts";
import { sendProblem } from "../problems/send-problem.ts";
import { version } from "../version.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { checkAll, readinessChecks } from "./readiness.ts";

const workerSchema = Type.Object({
  engine: Type.String(),
  libreOfficeVersion: Type.String(),
  reason: Type.String(),
  layers: Type.Array(Type.String()),
  missingLayers: Type.Array(Type.String()),
  ownFonts: Type.Optional(Type.Array(Type.String(), { description: "The families of FONTS_PATH." })),
  provedMsAgo: Type.Optional(Type.Integer({ description: "How long ago a document was converted." })),
});
const versionSchema = Type.Object({
  name: Type.Literal("platen"),
  version: Type.String(),
  node: Type.String(),
  worker: Type.Union([workerSchema, Type.Null()], {
    description: "Where the worker is part of the same process.",
  }),
});
const readySchema = Type.Object({
  status: Type.Literal("ready"),
  checks: Type.Record(Type.String(), Type.String({ description: "ok, or the code of what is wrong." })),
});
const notReadySchema = Type.Intersect([
  problemSchema,
  Type.Object({ checks: readySchema.properties.checks }),
]);

/** For whoever runs the server: is it there, may it have requests, what is it, how does it do. */
export function healthRoutes(app: WebApp, context: WebContext): void {
  const { metrics, describeWorker } = context;
  const tags = ["about"];
  const config = { isOpen: true, isQuiet: true } as const;
  const checks = readinessChecks(context);

  const living = {
    summary: "The process answers",
    tags,
    response: { 200: Type.Object({ status: Type.Literal("ok") }) },
  };
  app.get("/livez", { schema: living, config }, async () => ({ status: "ok" as const }));

  const readying = {
    summary: "Everything it needs is there",
    tags,
    response: { 200: readySchema, 503: notReadySchema },
  };
  app.get("/readyz", { schema: readying, config }, async (request, reply) => {
    const results = await checkAll(checks);
    const failing = Object.keys(results).filter((name) => results[name] !== "ok");
    reply.header("cache-control", "no-store");
    if (failing.length === 0) return { status: "ready" as const, checks: results };
    const error = new AppError("unavailable", "not_ready", `Not in order: ${failing.join(", ")}.`);
    return sendProblem(reply, { ...problemOf(error, "/readyz", request.id), checks: results });
  });

  const telling = {
    summary: "What runs here: the bare version as plain text, unless Accept asks for JSON",
    tags,
    response: {
      200: {
        description: "The version",
        content: { "application/json": { schema: versionSchema }, "text/plain": { schema: Type.String() } },
      },
    },
  };
  const { apiKeys, gotenbergApi } = context.values;
  const opened = gotenbergApi === "on" ? ({ allowsAnonymous: true } as const) : {};
  app.get("/version", { schema: telling, config: opened }, async (request, reply) => {
    reply.header("vary", "accept");
    const accept = request.headers.accept ?? "";
    const isStranger = apiKeys.areDemanded && request.owner === publicOwner;
    if (isStranger || !accept.toLowerCase().includes("application/json")) return sendText(reply, version);
    const worker = describeWorker === undefined ? null : viewOf(describeWorker());
    return { name: "platen" as const, version, node: process.version, worker };
  });

  const measuring = { summary: "Figures for Prometheus", tags };
  const answers = ["text/plain"];
  app.get("/metrics", { schema: measuring, config: { isQuiet: true, answers } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

/** Past the schema, which is of the JSON alone. */
function sendText(reply: FastifyReply, text: string): never {
  return reply.type("text/plain; charset=UTF-8").send(text) as never;
}

/** Without `reasonDetail`, which may name paths. */
function viewOf({
  reasonDetail,
  layers,
  missingLayers,
  ownFonts,
  ...rest
}: ConverterDescription): Static<typeof workerSchema> {
  const lists = { layers: [...layers], missingLayers: [...missingLayers] };
  return { ...rest, ...lists, ...(ownFonts !== undefined && { ownFonts: [...ownFonts] }) };
}
