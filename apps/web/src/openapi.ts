import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifySchema } from "fastify";
import { completeDocument } from "./openapi-operations.ts";
import { problemSchema } from "./problems/problem-schema.ts";
import type { WebApp } from "./web-app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The fields of the multipart form that the route takes, besides `file`; read by the route, not by Fastify. */
    form?: { readonly properties: Readonly<Record<string, object>>; readonly anyOf?: readonly object[] };
    /** The JSON that the route takes, in place of a form where it has one; checked by the route. */
    json?: object;
    /** The media type of an answer that is no JSON. */
    answers?: readonly string[];
  }
}

/** The page at `/docs` writes styles into its elements and shows pictures that are in its own styles. */
const documentationPolicy = {
  "default-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "object-src": "'none'",
};

/** Describes every route from its own schemas at `/openapi.json`, with a page to read and try it at `/docs`. */
export async function describeRoutes(app: WebApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Platen",
        version,
        description: "Office documents in, PDF or another form out. docs/api.md tells it in words.",
        license: { name: "MIT", identifier: "MIT" },
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer" },
          basic: { type: "http", scheme: "basic" },
        },
      },
      security: [{}, { bearer: [] }, { basic: [] }],
    },
    transform: ({ schema, url, route }) => {
      const { form, json, answers } = route.config ?? {};
      const described = { ...(schema as FastifySchema) };
      if (form) {
        const needed = form.anyOf ? { anyOf: form.anyOf } : { required: ["file"] };
        const fields = { type: "object", ...needed, properties: { ...form.properties, ...filesOf(form) } };
        const content = { "multipart/form-data": { schema: fields } };
        described.body = { content: json ? { ...content, "application/json": { schema: json } } : content };
      }
      if (json && !form) described.body = { content: { "application/json": { schema: json } } };
      described.response = { ...answersOf(answers), ...(described.response as object), ...problemAnswers() };
      return { schema: described, url };
    },
  });
  // With the slash its own addresses are relative.
  app.addHook("onRequest", async ({ url, basePath }, reply) => {
    if (url === "/docs" && basePath !== "") return reply.redirect(`${basePath}/docs/`);
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    uiConfig: { validatorUrl: null },
    staticCSP: documentationPolicy,
    transformSpecification: (_document, { basePath }) => documentFor(app, basePath),
  });
  app.get("/openapi.json", { schema: { hide: true } }, async ({ basePath }) => documentFor(app, basePath));
}

function documentFor(app: WebApp, basePath: string): Readonly<Record<string, unknown>> {
  const servers = [{ url: basePath || "/", description: "This server" }];
  return { ...completeDocument(app.swagger()), servers };
}

function filesOf({ properties }: { readonly properties: object }): object {
  const file = { type: "string", format: "binary" };
  // Where there are no options, one file is stored and nothing else.
  if (!("stamp" in properties)) return { file };
  const description = "Files that are put into the PDF, whatever they are.";
  return { file, embeds: { type: "array", items: file, description } };
}

function answersOf(mediaTypes: readonly string[] | undefined): object {
  if (mediaTypes === undefined) return {};
  const content = mediaTypes.map((mediaType) => {
    // A schema of a stream would be one of each event, which are described in words.
    const schema = mediaType === "text/event-stream" ? {} : { type: "string" };
    return [mediaType, { schema }];
  });
  return { 200: { description: "The file or stream", content: Object.fromEntries(content) } };
}

function problemAnswers(): object {
  const content = { "application/problem+json": { schema: problemSchema } };
  return {
    "4xx": { description: "The request cannot be done", content },
    "5xx": { description: "Not now", content },
  };
}
