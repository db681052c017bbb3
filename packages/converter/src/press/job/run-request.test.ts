import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { TemplateProcess } from "../process/template-process.ts";
import { type OrderRun, runRequest } from "./run-request.ts";

const program = {
  path: fileURLToPath(new URL("../../../test-programs/slow-press.mjs", import.meta.url)),
  warmUpDocuments: [],
};
const limits = { timeoutMs: 60_000, maxCpuSeconds: 60, maxMemoryBytes: 1e9, maxResultBytes: 1e6 };
const pressRequest = {
  folder: "/",
  result: "result.pdf",
  format: "pdf",
  loadOptions: "",
  exportOptions: "",
  limits,
};

/** With a stand-in for the press, because no test can have the kernel keep a process from ending. */
describe("runRequest", { timeout: 60_000 }, () => {
  let template: TemplateProcess;
  beforeEach(async () => {
    const folders = { programFolder: "/", profileFolder: "/", workFolder: "/", warmUpDocuments: [] };
    template = await TemplateProcess.start({
      ...folders,
      program,
      maxChildren: 4,
      firstUserId: 0,
      jail: "best-effort",
      tuning: "on",
    });
  });
  afterEach(() => template.close());

  function run(source: string, slot: number) {
    const stop = new AbortController();
    const ids: string[] = [];
    const onMessage = (message: { event: string }) => {
      if (message.event === "started" && "id" in message) ids.push(String(message.id));
    };
    const running = runRequest(
      template,
      { ...pressRequest, source, slot },
      { signal: stop.signal, onMessage },
    );
    return { running, stop, ids };
  }
  const isGone = ({ gone }: OrderRun) => Promise.race([gone.then(() => true), pause(50).then(() => false)]);

  it("ends a canceled document whose child is slow to die, and neither the template process nor its neighbours", async () => {
    const neighbour = run("neighbour", 0);
    const slow = run("slow", 1);
    const canceledAt = performance.now();
    slow.stop.abort();
    assert.equal((await slow.running.end).outcome, "canceled");
    assert.ok(performance.now() - canceledAt < 2_000);
    assert.equal(await isGone(slow.running), false);
    // Longer than a template process may be silent.
    await pause(5_000);
    template.send({ command: "finish", id: "", ...{ source: neighbour.ids[0] ?? "" } });
    assert.equal((await neighbour.running.end).outcome, "converted");
    assert.equal(await isGone(neighbour.running), true);
    assert.equal(await isGone(slow.running), false);
  });

  it("replaces a template process that says nothing to a cancel, and charges no neighbour", async () => {
    const neighbour = run("neighbour", 0);
    const canceled = run("silent", 1);
    canceled.stop.abort();
    assert.equal((await canceled.running.end).outcome, "canceled");
    assert.equal((await neighbour.running.end).outcome, "lost");
    await template.ended;
    await canceled.running.gone;
  });
});
