import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { showJob, submit, untilConverting, untilStatus } from "../support/client.ts";
import { Installation } from "../support/installation.ts";
import { stillRunning } from "../support/processes.ts";
import type { Program } from "../support/program.ts";
import { until } from "../support/until.ts";

const long = { name: "long.pptx", content: createPresentation({ slides: 400 }) };

describe("stopping", { timeout: 240_000 }, () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await Installation.open({ WORKER_SLOTS: "1" });
  });
  afterEach(() => installation.close());

  async function assertNothingLeft(left: ReturnType<Program["descendants"]>): Promise<void> {
    await until("all its processes have ended", () => stillRunning(left).length === 0);
    assert.deepEqual(await installation.workFiles(), []);
  }

  it("lets a conversion finish that can finish in time", async () => {
    const web = await installation.start("web");
    const worker = await installation.start("worker", { DRAIN_MS: "120000" });
    const { id } = await submit(web.url, long);
    await untilConverting(web.url, id);
    const left = worker.descendants();
    worker.signal("SIGTERM");
    assert.equal(await worker.ended(), 0, worker.output);
    const { status, attempt } = await showJob(web.url, id);
    assert.deepEqual({ status, attempt }, { status: "succeeded", attempt: 1 });
    await assertNothingLeft(left);
  });

  it("releases a job that cannot finish in time, and another worker claims it at once", async () => {
    const web = await installation.start("web");
    const worker = await installation.start("worker", { DRAIN_MS: "0" });
    const { id } = await submit(web.url, long);
    await untilConverting(web.url, id);
    const left = worker.descendants();
    worker.signal("SIGTERM");
    assert.equal(await worker.ended(), 0, worker.output);
    assert.equal((await showJob(web.url, id)).status, "queued");
    await assertNothingLeft(left);

    await installation.start("worker");
    assert.equal((await untilStatus(web.url, id, "succeeded")).attempt, 2);
  });

  it("stops web app and worker of one program together, and continues after a later start", async () => {
    const first = await installation.start("standalone", { DRAIN_MS: "0" });
    const { id } = await submit(first.url, long);
    await untilConverting(first.url, id);
    const left = first.descendants();
    first.signal("SIGINT");
    assert.equal(await first.ended(), 0, first.output);
    await assertNothingLeft(left);

    const second = await installation.start("standalone");
    assert.equal((await untilStatus(second.url, id, "succeeded")).attempt, 2);
  });

  it("exits at once on a second signal, without leaving LibreOffice behind", async () => {
    const standalone = await installation.start("standalone", { DRAIN_MS: "600000" });
    const { id } = await submit(standalone.url, long);
    await untilConverting(standalone.url, id);
    const left = standalone.descendants();
    standalone.signal("SIGINT");
    await until("it drains", () => standalone.lines.some(({ msg }) => msg === "stopping"));
    standalone.signal("SIGINT");
    assert.equal(await standalone.ended(), 1);
    await until("all its processes have ended", () => stillRunning(left).length === 0);
  });
});
