import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { type Backend, closeBackend, isAppError } from "@platen/core";
import { eventually, newJob } from "@platen/core/contracts";
import { awsPlace } from "../test-support/aws-place.ts";
import { type Fault, type FaultProxy, startFaultProxy } from "../test-support/fault-proxy.ts";
import { newInstallation } from "../test-support/new-installation.ts";
import type { AwsSettings } from "./aws-settings.ts";
import { openAwsBackend } from "./open-aws-backend.ts";

const place = awsPlace();

/** A backend that reaches AWS only through a proxy; the default patience, unless a test says otherwise. */
async function withFaults(
  body: (backend: Backend, proxy: FaultProxy) => Promise<void>,
  changes: Partial<AwsSettings> = {},
): Promise<void> {
  const { settings, drop } = await newInstallation(place.access());
  const proxy = await startFaultProxy(settings.endpoint ?? "");
  const through = { ...settings, endpoint: proxy.endpoint, answerWithinMs: 5_000, ...changes };
  const backend = await openAwsBackend(through, { visibilityMs: 2_000 });
  try {
    await body(backend, proxy);
  } finally {
    proxy.decide = () => "pass";
    await closeBackend(backend);
    await proxy.close();
    await drop();
  }
}

const contentOf = (text: string) => Readable.from([Buffer.from(text)]);

/** One call of every kind, each with the code that its failure must have. */
function callsOf({ jobs, queue, files }: Backend): (readonly [code: string, call: () => Promise<unknown>])[] {
  const job = newJob();
  const link = { filename: "x.pdf", mediaType: "application/pdf", expiresInMs: 60_000 };
  return [
    ["job_store_unavailable", () => jobs.create(job)],
    ["job_store_unavailable", () => jobs.find(job.id)],
    ["job_store_unavailable", () => jobs.replace(job, 1)],
    ["job_store_unavailable", () => jobs.remove(job.id, 1)],
    ["job_store_unavailable", () => jobs.due("rescue", Date.now(), 10)],
    ["job_store_unavailable", () => jobs.list(job.owner, {}, { limit: 10 })],
    ["job_store_unavailable", () => jobs.ping()],
    ["job_queue_unavailable", () => queue.send(job.id, { owner: job.owner })],
    ["job_queue_unavailable", () => queue.receive({ waitMs: 0 })],
    ["job_queue_unavailable", () => queue.depth()],
    ["job_queue_unavailable", () => queue.ping()],
    ["file_storage_unavailable", () => files.write("sources/1/a", contentOf("abc"))],
    ["file_storage_unavailable", () => files.read("sources/1/a")],
    ["file_storage_unavailable", () => files.link("sources/1/a", link)],
    ["file_storage_unavailable", () => files.remove("sources/1")],
    ["file_storage_unavailable", () => files.removeFiles(["sources/1/a"])],
    ["file_storage_unavailable", () => Array.fromAsync(files.list("sources", Date.now()))],
    ["file_storage_unavailable", () => files.ping()],
  ];
}

async function allFail(backend: Backend): Promise<void> {
  await Promise.all(
    callsOf(backend).map(async ([code, call]) => {
      await assert.rejects(call(), (error) => isAppError(error, code) && error.kind === "unavailable");
    }),
  );
}

async function noneFails(backend: Backend): Promise<void> {
  for (const [, call] of callsOf(backend)) await eventually(call);
}

const json = { "content-type": "application/x-amz-json-1.0" };
const faults: Record<string, Fault> = {
  "breaks every connection": "refuse",
  "does what it is asked and never tells": "lose",
  "has an internal error": { status: 500, headers: json, body: `{"__type":"InternalServerError"}` },
  throttles: {
    status: 400,
    headers: json,
    body: `{"__type":"ThrottlingException","message":"Rate exceeded"}`,
  },
  "refuses the credentials": { status: 403, headers: json, body: `{"__type":"UnrecognizedClientException"}` },
  "answers nonsense": {
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html>Bad Gateway</html>",
  },
};

describe("when AWS", { concurrency: 4, timeout: 120_000 }, () => {
  for (const [what, fault] of Object.entries(faults)) {
    it(`${what}, every call fails as unavailable, and works again afterwards`, () =>
      withFaults(async (backend, proxy) => {
        proxy.decide = () => fault;
        await allFail(backend);
        proxy.decide = () => "pass";
        await noneFails(backend);
      }));
  }

  it("takes connections and never answers, every call fails in time for the web app to say so", () =>
    withFaults(
      async (backend, proxy) => {
        proxy.decide = () => "hang";
        const startedAt = performance.now();
        await allFail(backend);
        // Measured: 1.7 s on an idle machine. The limit leaves room for a busy one.
        assert.ok(performance.now() - startedAt < 4_000);
        proxy.decide = () => "pass";
        await noneFails(backend);
      },
      { answerWithinMs: 800 },
    ));

  it("refuses credentials that have expired, new ones are fetched and used", () => {
    let sessionToken = "old";
    const credentials = async () => ({
      accessKeyId: "test",
      secretAccessKey: "test",
      sessionToken,
      expiration: new Date(Date.now() + 1_000),
    });
    return withFaults(
      async (backend, proxy) => {
        const expired = { status: 400, headers: json, body: `{"__type":"ExpiredTokenException"}` };
        proxy.decide = ({ headers }) => (headers["x-amz-security-token"] === "old" ? expired : "pass");
        await allFail(backend);
        sessionToken = "new";
        await noneFails(backend);
      },
      { credentials },
    );
  });
});

describe("a write of a job whose answer is lost", { concurrency: 4, timeout: 120_000 }, () => {
  const isWrite = ({ headers }: IncomingMessage) => /PutItem$/.test(String(headers["x-amz-target"]));
  /** Only the first of the two tries. */
  const loseOnce = (): FaultProxy["decide"] => {
    let isLost = false;
    return (request) => {
      if (isLost || !isWrite(request)) return "pass";
      isLost = true;
      return "lose";
    };
  };

  it("counts as done when it was done, and is done once", () =>
    withFaults(async ({ jobs }, proxy) => {
      const job = newJob();
      proxy.decide = loseOnce();
      assert.equal(await jobs.create(job), true);
      proxy.decide = loseOnce();
      assert.equal(await jobs.replace({ ...job, revision: 2, percent: 50 }, 1), true);
      assert.equal((await jobs.find(job.id))?.percent, 50);
    }));

  it("does not hide that somebody else was first", () =>
    withFaults(async ({ jobs }, proxy) => {
      const job = newJob();
      await jobs.create(job);
      const same = { ...job, revision: 2 };
      assert.equal(await jobs.replace(same, 1), true);
      proxy.decide = loseOnce();
      assert.equal(await jobs.replace(same, 1), false);
      proxy.decide = loseOnce();
      assert.equal(await jobs.create(job), false);
    }));
});
