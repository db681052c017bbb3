import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { descendantsOf } from "@platen/process";
import { stillRunning } from "../support/processes.ts";
import { projectFolder } from "../support/project-files.ts";
import { until } from "../support/until.ts";

describe("Ctrl-C after npm start", { timeout: 120_000 }, () => {
  it("counts once, although the terminal and npm both pass it on, and leaves nothing behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    const env = {
      ...process.env,
      PLATEN_NO_INSTALL: "1",
      PORT: "0",
      DATABASE_PATH: join(folder, "platen.db"),
      STORAGE_PATH: join(folder, "files"),
      WORK_PATH: join(folder, "work"),
    };
    // In a separate process group, as a terminal starts it.
    const npm = spawn("npm", ["start"], {
      cwd: projectFolder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    try {
      await until("the page is open", () => output.includes("the page is open") || npm.exitCode !== null);
      assert.ok(npm.pid !== undefined && npm.exitCode === null, output);
      const all = descendantsOf(npm.pid);
      process.kill(-npm.pid, "SIGINT");
      if (npm.exitCode === null) await once(npm, "close");
      assert.match(output, /"msg":"stopped"/);
      assert.doesNotMatch(output, /Second SIGINT/);
      await until("no process is left", () => stillRunning(all).length === 0);
      assert.deepEqual(await readdir(join(folder, "work")), []);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
