import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  awsPlace,
  environmentOf,
  type NewInstallation,
  newInstallation,
  receiveAsLambda,
} from "@platen/aws/test-support";
import { freePort } from "@platen/aws/test-support/free-ports";
import { createPresentation } from "@platen/test-documents";
import { RuntimeServer } from "../../lambda/runtime-server.ts";
import { formOf, type ShownJob } from "../../support/client.ts";
import { until } from "../../support/until.ts";
import { type RoleProxy, startRoleProxy } from "./role-proxy.ts";
import { type RunningPart, runPart } from "./run-part.ts";
import { type DeployedPart, DeployedTemplate } from "./template.ts";

const region = "us-east-1";
const key = "a-key-of-the-tests-1234";
const deck = { name: "deck.pptx", content: createPresentation({ slides: [{ title: "Deployed" }] }) };

describe("the deployed programs, each as the template says, with the rights of its role", () => {
  const place = awsPlace();
  const closing: (() => unknown)[] = [];
  const proxies = new Map<string, RoleProxy>();
  let made: NewInstallation;
  let onFargate: DeployedTemplate;
  let url = "";
  let web: RunningPart;

  before(async () => {
    made = await newInstallation(place.access());
    onFargate = await synthesised(made, { workerPlace: "fargate" });
    const port = String(await freePort());
    const part = onFargate.task("Web");
    assert.equal(part.environment.PORT, "3000");
    web = await start("web", part, { API_KEYS: `team:${key}`, HOST: "127.0.0.1", PORT: port });
    assert.deepEqual(part.secrets, ["API_KEYS"]);
    url = `http://127.0.0.1:${port}`;
    await until("the web app answers", () => isOk(`${url}/livez`, web), 30_000);
  });
  after(async () => {
    for (const close of closing.toReversed()) await close();
  });

  /** Only addresses and credentials are the emulator's, and the port is a free one. */
  async function start(
    app: "web" | "worker" | "lambda",
    part: DeployedPart,
    more: Record<string, string> = {},
  ): Promise<RunningPart> {
    const { endpoint = "" } = made.settings;
    const proxy = await startRoleProxy(endpoint, part.statements);
    closing.push(() => proxy.close());
    proxies.set(app, proxy);
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = environmentOf(made.settings);
    const running = runPart(app, part, {
      AWS_ENDPOINT_URL: proxy.endpoint,
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      AWS_ANSWER_WITHIN_MS: "10000",
      ...more,
    });
    closing.push(() => running.stop());
    return running;
  }

  async function submit(): Promise<ShownJob> {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/v1/jobs`, { method: "POST", body: formOf(deck), headers });
    assert.equal(answer.status, 202, await answer.clone().text());
    return (await answer.json()) as ShownJob;
  }

  async function untilSucceeded(id: string, worker: RunningPart): Promise<void> {
    const headers = { authorization: `Bearer ${key}`, prefer: "wait=20" };
    const shown = async () => (await (await fetch(`${url}/v1/jobs/${id}`, { headers })).json()) as ShownJob;
    let job = await shown();
    for (let tries = 0; tries < 4 && ["queued", "processing"].includes(job.status); tries += 1)
      job = await shown();
    assert.equal(job.status, "succeeded", `${JSON.stringify(job)}\n${worker.output()}`);
    const result = await fetch(`${url}/v1/jobs/${id}/result`, { headers, redirect: "manual" });
    assert.ok([200, 303].includes(result.status));
  }

  it("convert a document in a task of Fargate", async () => {
    const worker = await start("worker", onFargate.task("Worker"));
    await untilSucceeded((await submit()).id, worker);
    assert.equal(await worker.stop(), 0, worker.output());
  });

  it("convert a document in a function of Lambda, and sweep", async () => {
    const runtime = new RuntimeServer();
    const AWS_LAMBDA_RUNTIME_API = await runtime.listen();
    closing.push(() => runtime.close());
    const part = (await synthesised(made, { workerPlace: "lambda" })).function();
    const worker = await start("lambda", part, { AWS_LAMBDA_RUNTIME_API });
    const { id } = await submit();
    await until("the function is ready", () => runtime.isAsked || failEnded(worker));
    const event = await receiveAsLambda(made.settings.endpoint ?? "", made.settings.queueUrl);
    assert.deepEqual(await runtime.invoke(event), { batchItemFailures: [] });
    await untilSucceeded(id, worker);
    for (const scheduled of [{ source: "aws.events" }, { sweep: "orphans" }])
      assert.deepEqual(await runtime.invoke(scheduled), { batchItemFailures: [] });
  });

  it("are refused nothing that they ask for, and everything that their roles do not list", async () => {
    for (const [app, { refused }] of proxies) assert.deepEqual([app, refused], [app, []]);
    const web = proxies.get("web") ?? assert.fail();
    const asked = await fetch(web.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AmazonSQS.ReceiveMessage" },
      body: JSON.stringify({ QueueUrl: made.settings.queueUrl }),
    });
    assert.equal(asked.status, 400);
    assert.match(await asked.text(), /does not allow sqs:ReceiveMessage/);
  });
});

async function synthesised(
  { settings, deadLetterUrl }: NewInstallation,
  context: Record<string, unknown>,
): Promise<DeployedTemplate> {
  const { templateOf } = await import(new URL("../../../infra/src/test-context.ts", import.meta.url).href);
  const { queueUrl, bucket, table } = settings;
  return new DeployedTemplate(templateOf(context, region).toJSON(), {
    ...{ region, queueUrl, deadLetterUrl, bucket, table },
  });
}

function failEnded(part: RunningPart): false {
  if (part.hasEnded()) throw new Error(part.output());
  return false;
}

async function isOk(address: string, part: RunningPart): Promise<boolean> {
  const answer = await fetch(address).catch(() => undefined);
  return answer?.ok ?? failEnded(part);
}
