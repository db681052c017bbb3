import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { descendantsOf, isAlive, type ProcessFacts, readMemory, readProcess } from "@platen/process";
import { createDamagedPresentation, createLongText, createPresentation } from "@platen/test-documents";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { runOrder } from "./job/run-order.ts";
import type { PressEnd } from "./process/press-message.ts";
import type { MotherProcess } from "./process/template-process.ts";
import { startTrialMother } from "./process/trial-template.ts";
import { childrenOf, openDescriptors } from "./test-support/processes.ts";
import { trialLimits as limits } from "./test-support/trial-limits.ts";

/** Needs some seconds and some hundred megabytes. */
const long = createLongText(100_000);
const deck = createPresentation({ slides: 2 });

/** From then on a child does nothing more by itself, as if its document had hung it. */
const stop = (processId: number) => process.kill(processId, "SIGSTOP");

/** Without the layer of user ids, since folders are not given to users here: the test is about the template process. */
const startMother = async () => startTrialMother({ office: await findLibreOffice(), without: ["user-ids"] });

describe("the template process of the press", { timeout: 300_000 }, () => {
  let folder = "";
  let count = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "endurance-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function orderFor(bytes: Uint8Array, name: string) {
    const own = join(folder, String(++count));
    await mkdir(own, { mode: 0o700 });
    await writeFile(join(own, name), bytes);
    const options = { loadOptions: "Batch=1,Language=en-GB", exportOptions: "{}" };
    return { folder: own, source: name, result: "result.pdf", ...options, limits, slot: count % 4 };
  }

  async function press(
    mother: MotherProcess,
    order: Awaited<ReturnType<typeof orderFor>>,
    onStarted: (processId: number) => void = () => {},
    signal = new AbortController().signal,
  ): Promise<PressEnd> {
    const run = runOrder(mother, order, {
      signal,
      onMessage: (message) => message.event === "started" && onStarted(message.processId),
    });
    const end = await run.end;
    await rm(order.folder, { recursive: true });
    return end;
  }

  it("serves on after documents that crash, hang, or use more than they may", async () => {
    const mother = await startMother();
    try {
      for (const signal of ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGKILL", "SIGILL"] as const) {
        const end = await press(mother, await orderFor(long, "source.docx"), (id) =>
          process.kill(id, signal),
        );
        assert.equal(end.outcome, "crashed", signal);
      }
      const hanging = await orderFor(deck, "source.pptx");
      assert.equal(
        (await press(mother, { ...hanging, limits: { ...limits, timeoutMs: 700 } }, stop)).outcome,
        "timeout",
      );
      const dear = await orderFor(long, "source.docx");
      assert.equal(
        (await press(mother, { ...dear, limits: { ...limits, maxCpuSeconds: 1 } })).outcome,
        "cpu_limit",
      );
      const large = await orderFor(long, "source.docx");
      const narrow = { ...limits, maxMemoryBytes: addressSpaceOf(mother) + 40_000_000 };
      assert.equal((await press(mother, { ...large, limits: narrow })).outcome, "memory_limit");
      const wide = await orderFor(deck, "source.pptx");
      assert.equal(
        (await press(mother, { ...wide, limits: { ...limits, maxResultBytes: 1_000 } })).outcome,
        "file_limit",
      );
      const broken = await orderFor(createDamagedPresentation(), "source.pptx");
      assert.equal((await press(mother, broken)).outcome, "load_failed");
      assert.equal((await press(mother, await orderFor(deck, "source.pptx"))).outcome, "converted");
      assert.deepEqual(childrenOf(mother.processId), []);
    } finally {
      await mother.close();
    }
  });

  it("ends a child within moments when it is canceled, and leaves nothing of it", async () => {
    const mother = await startMother();
    try {
      const canceling = new AbortController();
      const started = performance.now();
      const end = await press(
        mother,
        await orderFor(deck, "source.pptx"),
        (id) => {
          stop(id);
          canceling.abort();
        },
        canceling.signal,
      );
      assert.equal(end.outcome, "canceled");
      assert.ok(performance.now() - started < 10_000);
      assert.deepEqual(childrenOf(mother.processId), []);
    } finally {
      await mother.close();
    }
  });

  it("keeps her memory, descriptors and folder as they are over many documents, and leaves no dead children", async () => {
    const mother = await startMother();
    try {
      const convertTen = async () => {
        for (let round = 0; round < 10; round++) {
          const end = await press(mother, await orderFor(deck, "source.pptx"));
          assert.equal(end.outcome, "converted", end.detail);
        }
      };
      await convertTen();
      const bytes = residentBytesOf(mother);
      const descriptors = await openDescriptors(mother.processId);
      for (let round = 0; round < 3; round++) await convertTen();
      assert.ok(residentBytesOf(mother) - bytes < 2_000_000);
      assert.deepEqual((await openDescriptors(mother.processId)).sort(), descriptors.sort());
      assert.deepEqual(childrenOf(mother.processId), []);
      assert.deepEqual(await readdir(folder), []);
    } finally {
      await mother.close();
    }
  });

  it("dies with whoever started her, and her children with her", async () => {
    const document = join(folder, "long.docx");
    const own = join(folder, "held");
    await writeFile(document, long);
    await mkdir(own);
    const program = fileURLToPath(new URL("../../test-programs/hold-press.ts", import.meta.url));
    const holder = spawn(process.execPath, [program, document, "docx", own], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const words = await Promise.race([once(holder.stdout, "data"), once(holder, "exit")]);
      assert.match(String(words[0]), /converting/);
      const family = [readProcess(holder.pid ?? 0), ...descendantsOf(holder.pid ?? 0)].filter(
        (found) => found !== undefined,
      );
      assert.ok(family.filter(({ name }) => name === "press").length >= 2);
      holder.kill("SIGKILL");
      assert.deepEqual(await survivorsOf(family), []);
    } finally {
      holder.kill("SIGKILL");
    }
  });
});

/** Who of them still lives when they had time enough to die. */
async function survivorsOf(family: readonly ProcessFacts[]): Promise<ProcessFacts[]> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const living = family.filter(isAlive);
    if (living.length === 0 || performance.now() > giveUpAt) return living;
    await pause(50);
  }
}

const memoryOf = ({ processId }: MotherProcess) =>
  readMemory(processId) ?? assert.fail("the mother has ended");
const residentBytesOf = (mother: MotherProcess) => memoryOf(mother).residentBytes;
const addressSpaceOf = (mother: MotherProcess) => memoryOf(mother).addressSpaceBytes;
