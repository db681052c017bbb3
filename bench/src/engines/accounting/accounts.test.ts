import assert from "node:assert/strict";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { CpuAccount } from "./cpu-account.ts";
import { openAccount } from "./open-account.ts";
import { watchOwnMemory } from "./own-memory.ts";
import { ProcessTreeAccount } from "./process-tree-account.ts";

/** A grandchild does the work and uses half a second of processor time before it ends. */
const work = `const { spawnSync } = require("node:child_process");
const busy = "while (true) { const { user, system } = process.cpuUsage(); if (user + system > 500000) break; }";
spawnSync(process.execPath, ["-e", busy]);`;

/** Holds a block of memory until it is killed. */
const hold = "const held = Buffer.alloc(60_000_000, 1); console.log('held'); setInterval(() => held, 1000);";

const methods: Record<string, (folder: string) => Promise<CpuAccount>> = {
  "the best account of this machine": (folder) => openAccount("test", folder),
  "an account by the tree of processes": async (folder) => new ProcessTreeAccount(folder),
};

for (const [name, open] of Object.entries(methods)) {
  describe(name, () => {
    let folder: string;
    let account: CpuAccount;

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "platen-account-"));
      account = await open(folder);
    });
    after(async () => {
      await account.close();
      await rm(folder, { recursive: true });
    });

    const spawn = (code: string) =>
      account.spawn(process.execPath, ["-e", code], {
        folder,
        environment: {},
        logFile: openSync(path.join(folder, "log"), "a"),
      });

    it("counts the time of a grandchild after all have ended", async () => {
      const before = await account.cpuSeconds();
      await once(spawn(work), "exit");
      const used = (await account.cpuSeconds()) - before;
      assert.ok(used > 0.4 && used < 5, `${used} s`);
    });

    it("does not count other processes", async () => {
      const before = await account.cpuSeconds();
      const start = process.cpuUsage();
      for (
        let used = process.cpuUsage(start);
        used.user + used.system < 200_000;
        used = process.cpuUsage(start)
      );
      assert.ok((await account.cpuSeconds()) - before < 0.1);
    });

    it("sees a process's own memory and kills the process when it is closed", async () => {
      const child = spawn(hold);
      const ended = once(child, "exit");
      assert.ok(child.stdout);
      await once(child.stdout, "data");
      assert.ok((await account.processIds()).length > 0);
      const memory = watchOwnMemory(account, new Set());
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.ok((await memory.stop()) > 60_000_000);
      await account.close();
      await ended;
      account = await open(await mkdtemp(path.join(folder, "next-")));
    });
  });
}
