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
import { runRequest } from "./job/run-request.ts";
import type { PressEnd } from "./process/press-message.ts";
import type { TemplateProcess } from "./process/template-process.ts";
import { startTrialTemplate } from "./process/trial-template.ts";
import { childrenOf, openDescriptors } from "./test-support/processes.ts";
import { trialLimits as limits } from "./test-support/trial-limits.ts";

/** Needs some seconds and some hundred megabytes. */
const long = createLongText(100_000);
const deck = createPresentation({ slides: 2 });

/** From then on a child does nothing more by itself, as if its document had hung it. */
const stop = (processId: number) => process.kill(processId, "SIGSTOP");

/** Without the layer of user ids, since folders are not given to users here: the test is about the template process. */
const startTemplate = async () =>
  startTrialTemplate({ office: await findLibreOffice(), without: ["user-ids"] });

describe("the template process of the press", { timeout: 300_000 }, () => {
  let folder = "";
  let count = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "endurance-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function requestFor(bytes: Uint8Array, name: string) {
    const own = join(folder, String(++count));
    await mkdir(own, { mode: 0o700 });
    await writeFile(join(own, name), bytes);
    const options = { loadOptions: "Batch=1,Language=en-GB", exportOptions: "{}" };
    return {
      folder: own,
      source: name,
      result: "result.pdf",
      format: "pdf",
      ...options,
      limits,
      slot: count % 4,
    };
  }

  async function press(
    template: TemplateProcess,
    pressRequest: Awaited<ReturnType<typeof requestFor>>,
    onStarted: (processId: number) => void = () => {},
    signal = new AbortController().signal,
  ): Promise<PressEnd> {
    const run = runRequest(template, pressRequest, {
      signal,
      onMessage: (message) => message.event === "started" && onStarted(message.processId),
    });
    const end = await run.end;
    await rm(pressRequest.folder, { recursive: true });
    return end;
  }

  it("serves on after documents that crash, hang, or use more than they may", async () => {
    const template = await startTemplate();
    try {
      for (const signal of ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGKILL", "SIGILL"] as const) {
        const end = await press(template, await requestFor(long, "source.docx"), (id) =>
          process.kill(id, signal),
        );
        assert.equal(end.outcome, "crashed", signal);
      }
      const hanging = await requestFor(deck, "source.pptx");
      assert.equal(
        (await press(template, { ...hanging, limits: { ...limits, timeoutMs: 700 } }, stop)).outcome,
        "timeout",
      );
      const dear = await requestFor(long, "source.docx");
      assert.equal(
        (await press(template, { ...dear, limits: { ...limits, maxCpuSeconds: 1 } })).outcome,
        "cpu_limit",
      );
      const large = await requestFor(long, "source.docx");
      const narrow = { ...limits, maxMemoryBytes: addressSpaceOf(template) + 40_000_000 };
      assert.equal((await press(template, { ...large, limits: narrow })).outcome, "memory_limit");
      const wide = await requestFor(deck, "source.pptx");
      assert.equal(
        (await press(template, { ...wide, limits: { ...limits, maxResultBytes: 1_000 } })).outcome,
        "file_limit",
      );
      const broken = await requestFor(createDamagedPresentation(), "source.pptx");
      assert.equal((await press(template, broken)).outcome, "load_failed");
      assert.equal((await press(template, await requestFor(deck, "source.pptx"))).outcome, "converted");
      assert.deepEqual(childrenOf(template.processId), []);
    } finally {
      await template.close();
    }
  });

  it("ends a child within moments when it is canceled, and leaves nothing of it", async () => {
    const template = await startTemplate();
    try {
      const canceling = new AbortController();
      const started = performance.now();
      const end = await press(
        template,
        await requestFor(deck, "source.pptx"),
        (id) => {
          stop(id);
          canceling.abort();
        },
        canceling.signal,
      );
      assert.equal(end.outcome, "canceled");
      assert.ok(performance.now() - started < 10_000);
      assert.deepEqual(childrenOf(template.processId), []);
    } finally {
      await template.close();
    }
  });

  it("keeps its memory, descriptors and folder as they are over many documents, and leaves no dead children", async () => {
    const template = await startTemplate();
    try {
      const convertTen = async () => {
        for (let round = 0; round < 10; round++) {
          const end = await press(template, await requestFor(deck, "source.pptx"));
          assert.equal(end.outcome, "converted", end.detail);
        }
      };
      await convertTen();
      const bytes = residentBytesOf(template);
      const descriptors = await openDescriptors(template.processId);
      for (let round = 0; round < 3; round++) await convertTen();
      assert.ok(residentBytesOf(template) - bytes < 2_000_000);
      assert.deepEqual((await openDescriptors(template.processId)).sort(), descriptors.sort());
      assert.deepEqual(childrenOf(template.processId), []);
      assert.deepEqual(await readdir(folder), []);
    } finally {
      await template.close();
    }
  });

  it("dies with whoever started it, and its children with it", async () => {
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

const memoryOf = ({ processId }: TemplateProcess) =>
  readMemory(processId) ?? assert.fail("the template process has ended");
const residentBytesOf = (template: TemplateProcess) => memoryOf(template).residentBytes;
const addressSpaceOf = (template: TemplateProcess) => memoryOf(template).addressSpaceBytes;
