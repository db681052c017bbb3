import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { OfficeLimits } from "../engine.ts";
import { fakeOffice, pidsOf, untilGone } from "./fake-office.ts";
import { type OfficeRun, runOffice } from "./run-office.ts";

const limits: OfficeLimits = { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 60, maxResultBytes: 2 ** 20 };

interface Ask {
  readonly signal?: AbortSignal;
  readonly limits?: Partial<OfficeLimits>;
  readonly password?: string;
}

/** Runs a program of `test-programs/` as LibreOffice and looks at what came of it while its folder is there. */
async function run<T>(
  name: string,
  ask: Ask,
  look: (run: OfficeRun, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "run-office-"));
  const task = {
    office: fakeOffice(name),
    source: Buffer.from("source"),
    sourceName: "source.pptx",
    output: { extension: "pdf", filter: "impress_pdf_Export", options: "", isSeveral: false },
    locale: "en-GB",
    password: ask.password,
    folder,
    slot: 0,
    limits: { ...limits, ...ask.limits },
  };
  try {
    const signal = ask.signal ?? new AbortController().signal;
    return await look(await runOffice(task, { signal, onExporting: () => undefined }), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("runOffice", { timeout: 60_000 }, () => {
  it("leaves no process when it is aborted, not even one that listens to no signal", async () => {
    await run("hang.sh", { signal: AbortSignal.timeout(1_000) }, async (result, folder) => {
      assert.equal(result.result, undefined);
      const pids = await pidsOf(folder);
      assert.equal(pids.length, 2);
      await untilGone(pids);
    });
  });

  it("starts nothing when it is aborted from the start", async () => {
    await run("hang.sh", { signal: AbortSignal.abort() }, async (result, folder) => {
      assert.equal(result.result, undefined);
      assert.deepEqual(await pidsOf(folder), []);
    });
  });

  it("ends what LibreOffice leaves running", async () => {
    await run("leave-a-child.sh", {}, async (result, folder) => {
      assert.equal(result.result?.toString(), "source");
      const pids = await pidsOf(folder);
      assert.equal(pids.length, 1);
      await untilGone(pids);
    });
  });

  it("keeps the result and the end of the output of a LibreOffice that prints too much, errors among it", async () => {
    await run("flood.sh", {}, async (result) => {
      assert.equal(result.result?.toString(), "source");
      assert.ok(result.output.endsWith("the end\n"));
      assert.ok(result.output.length <= 8_000);
    });
  });

  it("tells by which signal LibreOffice died, and what it said last", async () => {
    await run("die-by-signal.sh", {}, async (result) => {
      assert.equal(result.signal, "SIGSEGV");
      assert.match(result.output, /Fatal exception/);
      assert.equal(result.result, undefined);
    });
  });

  it("stops a LibreOffice that computes longer than it may", async () => {
    await run("use-the-processor.sh", { limits: { maxCpuSeconds: 1 } }, async (result) => {
      assert.match(result.signal ?? "", /^SIG(KILL|XCPU)$/);
      assert.ok(result.cpuSeconds >= 0.5 && result.cpuSeconds < 5, `${result.cpuSeconds} s`);
    });
  });

  it("stops a LibreOffice that writes more than it may", async () => {
    await run("write-too-much.sh", {}, async (result) => assert.equal(result.signal, "SIGXFSZ"));
  });

  it("shows LibreOffice nothing of this process's environment, and limits its memory", async () => {
    await run("tell-the-environment.sh", {}, async (result, folder) => {
      const told = result.result?.toString() ?? "";
      const names = [...told.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
      const own = [
        "FONTCONFIG_FILE",
        "HOME",
        "LANG",
        "PATH",
        "PWD",
        "SAL_USE_VCLPLUGIN",
        "SAX_DISABLE_THREADS",
        "TMPDIR",
      ];
      own.push("UNO_SHARED_PACKAGES_CACHE");
      const others = names.filter(
        (name) => !own.includes(name ?? "") && !/^(OFFICE_|_$|SHLVL$)/.test(name ?? ""),
      );
      assert.deepEqual(others, []);
      assert.match(told, new RegExp(`^HOME=${folder}/`, "m"));
      assert.match(told, /1048576/);
    });
  });

  it("names the source neutrally and gives LibreOffice the profile that was written for it", async () => {
    await run("tell-the-environment.sh", {}, async (result, folder) => {
      const told = result.result?.toString() ?? "";
      assert.match(told, /^argument .*\/source\.pptx$/m);
      assert.match(told, new RegExp(`^argument -env:UserInstallation=file://${folder}/office/profile$`, "m"));
      assert.match(told, /^argument pdf:impress_pdf_Export$/m);
    });
  });

  it("never puts a password on the command line", async () => {
    await run("tell-the-environment.sh", { password: "sesame" }, async (result) => {
      assert.doesNotMatch(result.result?.toString() ?? "", /^argument .*sesame/m);
      assert.match(result.result?.toString() ?? "", /^argument macro:/m);
    });
  });

  it("writes nothing outside the folder it was given", async () => {
    const before = await readdir(tmpdir());
    await run("leave-a-child.sh", {}, async () => {
      const added = (await readdir(tmpdir())).filter((name) => !before.includes(name));
      assert.deepEqual(
        added.filter((name) => /libreoffice|soffice/i.test(name)),
        [],
      );
    });
  });
});
