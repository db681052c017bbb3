import { randomUUID } from "node:crypto";
import multipart from "@fastify/multipart";
import fastify, { LogController } from "fastify";
import { allowOrigins } from "./access/allow-origins.ts";
import { guardBrowsers } from "./access/guard-browsers.ts";
import { type CountRequest, limitRequests } from "./access/limit-requests.ts";
import { demandOwner, recogniseOwner } from "./access/request-owner.ts";
import { secureHeaders } from "./access/secure-headers.ts";
import { shedLoad } from "./access/shed-load.ts";
import { batchActionRoutes } from "./batches/batch-action-routes.ts";
import { batchArchiveRoutes } from "./batches/batch-archive-routes.ts";
import { batchEventRoutes } from "./batches/batch-event-routes.ts";
import { batchRoutes } from "./batches/batch-routes.ts";
import { gotenbergRoutes } from "./gotenberg/gotenberg-routes.ts";
import { type BasePaths, knowBasePath, tellBasePath, withoutBasePath } from "./http/base-path.ts";
import { acceptEmptyJsonBody } from "./http/empty-json-body.ts";
import { observeRequests } from "./observe-requests.ts";
import { describeRoutes } from "./openapi.ts";
import { answerBrokenHttp } from "./problems/answer-broken-http.ts";
import { answerProblem, answerProblems } from "./problems/answer-problems.ts";
import { refuseUnknownQuery } from "./problems/refuse-unknown-query.ts";
import { callbackRoutes } from "./routes/callback-routes.ts";
import { convertRoutes } from "./routes/convert-routes.ts";
import { formatRoutes } from "./routes/format-routes.ts";
import { healthRoutes } from "./routes/health-routes.ts";
import { jobActionRoutes } from "./routes/job-action-routes.ts";
import { jobEventRoutes } from "./routes/job-event-routes.ts";
import { jobFileRoutes } from "./routes/job-file-routes.ts";
import { jobRoutes } from "./routes/job-routes.ts";
import { pageRoutes, showMissingPage, showUndecodable } from "./routes/page-routes.ts";
import { shortRoutes } from "./routes/short-routes.ts";
import { submitRoutes } from "./routes/submit-routes.ts";
import { uploadRoutes } from "./routes/upload-routes.ts";
import { stopInOrder } from "./stop-in-order.ts";
import { formOptions } from "./submit/form-parts.ts";
import { version } from "./version.ts";
import type { WebApp } from "./web-app.ts";
import { newWebContext, type WebContext } from "./web-context.ts";
import type { WebParts } from "./web-parts.ts";

/**
 * The web app: everything over HTTP, on parts that it is given and does not close. It listens to nothing and starts
 * nothing by itself. Closing it ends event streams and waits, lets running requests end, and then waits for what
 * was begun in the background.
 */
export async function buildApp(parts: WebParts): Promise<WebApp> {
  // Not known before the app is there; no request comes before it listens.
  let countRequest: CountRequest = async () => undefined;
  const app = newFastify(parts, (request, reply) => countRequest(request, reply));
  const context = newWebContext(parts, stopInOrder(app));

  knowBasePath(app, basePathsOf(parts.values));
  observeRequests(app, context);
  answerProblems(app, context.metrics, (request, reply) => showMissingPage(context.page, request, reply));
  app.addHook("onClose", () => context.background.settled());

  acceptEmptyJsonBody(app);
  await secureHeaders(app);
  await allowOrigins(app, parts.values.corsOrigins);
  recogniseOwner(app, parts.values);
  countRequest = await limitRequests(app, parts.values.requestsPerMinute, parts.values.apiKeys.areDemanded);
  await shedLoad(app, parts.values.maxLoopDelayMs);
  guardBrowsers(app, parts.values.hostnames, parts.values.corsOrigins);
  refuseUnknownQuery(app);
  demandOwner(app);

  await describeRoutes(app, version);
  await addRoutes(app, context);
  return app;
}

async function addRoutes(app: WebApp, context: WebContext): Promise<void> {
  await app.register(async (scope: WebApp) => documentRoutes(scope, context));
  jobRoutes(app, context);
  jobActionRoutes(app, context);
  jobFileRoutes(app, context);
  jobEventRoutes(app, context);
  batchRoutes(app, context);
  batchEventRoutes(app, context);
  batchActionRoutes(app, context);
  batchArchiveRoutes(app, context);
  callbackRoutes(app, context);
  formatRoutes(app, context);
  shortRoutes(app, context);
  healthRoutes(app, context);
  pageRoutes(app, context);
}

/** Where documents come in: in a scope of their own, the only one that knows forms. */
async function documentRoutes(app: WebApp, context: WebContext): Promise<void> {
  await app.register(multipart, formOptions(context.values.maxUploadBytes));
  submitRoutes(app, context);
  uploadRoutes(app, context);
  // In one more scope, because it takes bodies of every kind.
  await app.register(async (scope: WebApp) => convertRoutes(scope, context));
  // Its errors are plain text.
  if (context.values.gotenbergApi === "on")
    await app.register(async (scope: WebApp) => gotenbergRoutes(scope, context));
}

function basePathsOf({ basePath, trustProxy }: WebParts["values"]): BasePaths {
  return { basePath, trusts: trustProxy ?? (() => false) };
}

function newFastify({ logger, values, page }: WebParts, countRequest: CountRequest): WebApp {
  const app = fastify({
    // Headers hold keys. Nothing of ours logs them; this is for the libraries.
    loggerInstance: logger.child(
      {},
      { redact: { paths: ["headers", "*.headers", "*.*.headers"], remove: true } },
    ),
    logController: new LogController({ disableRequestLogging: true }), // observeRequests says what is to be said
    genReqId: () => randomUUID(),
    trustProxy: values.trustProxy ?? false,
    rewriteUrl: (request) => withoutBasePath(request, basePathsOf(values)),
    // Time is limited by silence and not in total: a large file over a slow line is welcome.
    connectionTimeout: values.idleTimeoutMs,
    // A proxy must be able to keep connections for as long as it is told that we do.
    keepAliveTimeout: values.idleTimeoutMs,
    // What is read ahead of a body and kept while its upload waits for its turn.
    http: { highWaterMark: 16 * 1_024 },
    bodyLimit: 64 * 1_024, // of JSON; files have their own limit
    return503OnClosing: false, // answered as a problem instead
    ajv: {
      customOptions: { allErrors: true, removeAdditional: false, useDefaults: false, coerceTypes: true },
    },
    clientErrorHandler: answerBrokenHttp,
    // What is no address comes to no hook.
    frameworkErrors: (error, request, reply) => {
      tellBasePath(request, basePathsOf(values));
      const shown = () =>
        error.code === "FST_ERR_BAD_URL" ? showUndecodable(page, request, reply) : undefined;
      countRequest(request, reply).then(
        () => shown() ?? answerProblem(error, request, reply),
        (tooMany) => answerProblem(tooMany, request, reply),
      );
    },
  });
  app.server.maxConnections = values.maxConnections;
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  return app as unknown as WebApp;
}
