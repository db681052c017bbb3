import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import process from "node:process";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readProcess } from "@platen/process";
import { createPresentation } from "@platen/test-documents";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { childrenOf } from "../press/test-support/processes.ts";
import { Inspection, type InspectionSettings } from "./inspection.ts";

/** This process has no other children. */
const inspectors = (parent = process.pid) =>
  childrenOf(parent)
    .map(({ pid }) => pid)
    .sort();

/** What has ended may still be listed, until whoever took its parent's place has asked how. */
const isRunning = (pid: number) => !["Z", undefined].includes(readProcess(pid)?.state);

const going = new AbortController().signal;
const holdProgram = fileURLToPath(new URL("../../test-programs/hold-inspection.ts", import.meta.url));
const program = fileURLToPath(new URL("../../test-programs/runaway-inspector.ts", import.meta.url));

describe("Inspection", { timeout: 120_000 }, () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "inspection-"));
    for (const name of ["deck", "busy"])
      await writeFile(join(folder, `${name}.pptx`), createPresentation({ slides: 2 }));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function using(
    settings: Partial<InspectionSettings>,
    body: (inspection: Inspection) => Promise<void>,
  ): Promise<void> {
    const limits = { sourceLimits: defaultSourceLimits, timeoutMs: 60_000, program };
    const inspection = new Inspection({ ...limits, ...settings });
    try {
      await body(inspection);
    } finally {
      await inspection.close();
    }
  }

  /** What the test's program does with a source of this name; a real document is `deck`. */
  const look = (inspection: Inspection, name: string, signal = going) =>
    inspection.inspectSource(
      { path: join(folder, `${name}.pptx`), format: "pptx", hasPassword: false },
      signal,
    );

  async function codeOf(inspection: Inspection, name: string, signal = going): Promise<string> {
    const found = await look(inspection, name, signal);
    return found.ok ? found.facts.format : found.failure.code;
  }

  it("ends a look that runs away at the time limit, while other documents are looked at and the loop stays free", async () => {
    await using({ timeoutMs: 3_000 }, async (inspection) => {
      assert.equal(await codeOf(inspection, "deck"), "pptx");
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      let looks = 0;
      const runaway = codeOf(inspection, "loop");
      const isOver = runaway.then(() => true);
      while (!(await Promise.race([isOver, pause(20, false)]))) {
        assert.equal(await codeOf(inspection, "deck"), "pptx");
        looks += 1;
      }
      delay.disable();
      assert.equal(await runaway, "conversion_timeout");
      assert.ok(looks > 3, `${looks} looks`);
      assert.ok(delay.max < 1e9, `${delay.max / 1e6} ms without a turn of the event loop`);
    });
  });

  for (const way of ["list", "array", "buffers"])
    it(`ends a look that takes all memory for a growing ${way}, and only that`, async () => {
      await using({ maxHeapBytes: 67_108_864 }, async (inspection) => {
        const deck = codeOf(inspection, "deck");
        assert.equal(await codeOf(inspection, way), "resource_limit");
        assert.equal(await deck, "pptx");
        for (let round = 0; round < 3; round += 1) assert.equal(await codeOf(inspection, "deck"), "pptx");
      });
    });

  it("ends a look when it is canceled, at work or in line, and leaves no process of it", async () => {
    await using({}, async (inspection) => {
      await look(inspection, "deck");
      const [idle] = inspectors();
      const canceling = new AbortController();
      const canceled = [
        codeOf(inspection, "loop", canceling.signal),
        codeOf(inspection, "loop", canceling.signal),
      ];
      await pause(20);
      canceling.abort();
      assert.deepEqual(await Promise.all(canceled), ["canceled", "canceled"]);
      assert.ok(!inspectors().some((child) => child === idle));
      assert.equal(await codeOf(inspection, "deck", AbortSignal.abort()), "canceled");
      assert.equal(await codeOf(inspection, "deck"), "pptx");
    });
  });

  it("blames the document for a look that crashes, once for each time", async () => {
    await using({}, async (inspection) => {
      const found = await look(inspection, "exit");
      assert.ok(!found.ok && found.failure.code === "engine_crashed");
      assert.match(found.failure.detail ?? "", /inspectSource died: exit status 3/);
      assert.equal(await codeOf(inspection, "deck"), "pptx");
    });
  });

  it("throws what the system refused and what is a fault, each as what it is", async () => {
    await using({}, async (inspection) => {
      await assert.rejects(look(inspection, "full"), { code: "ENOSPC", syscall: "write" });
      await assert.rejects(look(inspection, "text"), { name: "RangeError" });
      await assert.rejects(look(inspection, "missing"), { code: "ENOENT" });
    });
  });

  it("keeps its processes for the next document, with nothing of this process's environment", async () => {
    await using({}, async (inspection) => {
      await look(inspection, "deck");
      const kept = inspectors();
      for (let round = 0; round < 5; round += 1) await look(inspection, "deck");
      assert.deepEqual(inspectors(), kept);
      const environment = await readFile(`/proc/${kept[0]}/environ`, "utf8");
      const names = environment.split("\0").map((variable) => variable.split("=")[0] ?? "");
      const allowed = /^(NODE_(CHANNEL_FD|CHANNEL_SERIALIZATION_MODE|COMPILE_CACHE)|PWD|OLDPWD|SHLVL|_|)$/;
      assert.deepEqual(
        names.filter((name) => !allowed.test(name)),
        [],
      );
    });
    assert.deepEqual(inspectors(), []);
  });

  it("replaces a process that has used much processor time, between two documents", async () => {
    await using({ timeoutMs: 2_000 }, async (inspection) => {
      await look(inspection, "deck");
      const [first] = inspectors();
      for (let round = 0; round < 5; round += 1) await look(inspection, "busy");
      assert.equal(await codeOf(inspection, "deck"), "pptx");
      assert.ok(!inspectors().some((id) => id === first));
    });
  });

  for (const [what, within] of [
    ["idle", 5_000],
    ["loop", 60_000],
  ] as const)
    it(`leaves no process when its own is killed, also not one that runs away: ${what}`, async () => {
      const args = [holdProgram, join(folder, "deck.pptx"), what];
      const holder = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      let ids: number[] = [];
      try {
        await once(holder.stdout, "data");
        ids = inspectors(holder.pid);
      } finally {
        holder.kill("SIGKILL");
      }
      assert.ok(ids.length > 0);
      const deadline = performance.now() + within;
      for (const id of ids) {
        while (isRunning(id) && performance.now() < deadline) await pause(50);
        assert.ok(!isRunning(id));
      }
    });

  it("fails as engine_unavailable where no process can be started, and not for the document", async () => {
    await using({ program: join(folder, "none.ts") }, async (inspection) => {
      await assert.rejects(look(inspection, "deck"), { code: "engine_unavailable" });
    });
  });

  it("cancels what waits and what comes when it is closed", async () => {
    await using({}, async (inspection) => {
      const waiting = codeOf(inspection, "deck");
      await inspection.close();
      assert.equal(await waiting, "canceled");
      assert.equal(await codeOf(inspection, "deck"), "canceled");
    });
  });
});
