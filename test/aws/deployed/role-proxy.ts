import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { forward } from "@platen/aws/test-support";
import { arnOf, type Statement } from "./template.ts";

export interface RoleProxy {
  readonly endpoint: string;
  /** What was asked for and is not allowed: action and resource. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

interface Call {
  readonly action: string;
  readonly resources: readonly string[];
}

/** Stands before the emulated AWS as IAM does: what the statements do not allow for that very resource is refused. */
export async function startRoleProxy(target: string, statements: readonly Statement[]): Promise<RoleProxy> {
  const refused: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const isRead = incoming.headers["x-amz-target"] !== undefined || isDeletionOfMany(incoming);
    const body = isRead ? await buffer(incoming) : undefined;
    const { action, resources } = callOf(incoming, body?.toString() ?? "");
    const denied = resources.filter((resource) => !isAllowed(statements, action, resource));
    if (denied.length === 0) forward(target, incoming, outgoing, body && { body });
    else {
      refused.push(...denied.map((resource) => `${action} ${resource}`));
      refuse(incoming, outgoing, action);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** `*` at the end of a resource stands for any rest, as in IAM; nothing of ours has it elsewhere. */
function isAllowed(statements: readonly Statement[], action: string, resource: string): boolean {
  return statements.some(
    ({ actions, resources }) =>
      actions.includes(action) &&
      resources.some((allowed) =>
        allowed.endsWith("*") ? resource.startsWith(allowed.slice(0, -1)) : resource === allowed,
      ),
  );
}

function callOf(request: IncomingMessage, body: string): Call {
  const [service = "", name = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  if (service.startsWith("DynamoDB")) return { action: `dynamodb:${name}`, resources: tablesOf(body) };
  if (service === "AmazonSQS") {
    const { QueueUrl = "" } = JSON.parse(body);
    return { action: `sqs:${name}`, resources: [arnOf.queue(QueueUrl)] };
  }
  return s3CallOf(request, body);
}

function tablesOf(body: string): string[] {
  const { TableName, IndexName, RequestItems } = JSON.parse(body);
  const names: string[] = TableName === undefined ? Object.keys(RequestItems ?? {}) : [TableName];
  const index = IndexName === undefined ? "" : `/index/${IndexName}`;
  return names.map((name) => `${arnOf.table(name)}${index}`);
}

function s3CallOf({ method = "", url = "" }: IncomingMessage, body: string): Call {
  const { pathname, searchParams } = new URL(url, "http://s3");
  const [, bucket = "", ...rest] = decodeURIComponent(pathname).split("/");
  const key = rest.join("/");
  const object = `${arnOf.bucket(bucket)}/${key}`;
  if (method === "POST" && searchParams.has("delete")) {
    const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, each = ""]) => each);
    return { action: "s3:DeleteObject", resources: keys.map((each) => `${arnOf.bucket(bucket)}/${each}`) };
  }
  if (key === "") {
    const action = method === "GET" || method === "HEAD" ? "s3:ListBucket" : `s3:${method}Bucket`;
    return { action, resources: [arnOf.bucket(bucket)] };
  }
  const isUpload = searchParams.has("uploadId");
  const action = { GET: "GetObject", HEAD: "GetObject", PUT: "PutObject", POST: "PutObject" }[method];
  const deletion = isUpload ? "AbortMultipartUpload" : "DeleteObject";
  return { action: `s3:${method === "DELETE" ? deletion : (action ?? method)}`, resources: [object] };
}

function isDeletionOfMany({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && new URL(url, "http://s3").searchParams.has("delete");
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, action: string): void {
  const message = `The role does not allow ${action}.`;
  incoming.resume();
  if (action.startsWith("s3:"))
    outgoing
      .writeHead(403, { "content-type": "application/xml" })
      .end(`<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`);
  else
    outgoing
      .writeHead(400, { "content-type": "application/x-amz-json-1.0" })
      .end(JSON.stringify({ __type: "com.amazon.coral.service#AccessDeniedException", message }));
}
