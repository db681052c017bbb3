import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive, ownIdentity } from "./process-identity.ts";
import { readProcess } from "./read-process.ts";

describe("the identity of a process", () => {
  it("is alive while the process is, and not once it has ended", () => {
    const own = ownIdentity();
    assert.ok(isAlive(own));
    assert.ok(!isAlive({ pid: spawnSync(process.execPath, ["-e", ""]).pid, birth: "1" }));
  });

  it("tells two processes with the same id apart", () => {
    const own = ownIdentity();
    assert.ok(!isAlive({ pid: own.pid, birth: `${Number(own.birth) - 1}` }));
  });

  it("is alive for a process of another user, too", () => {
    assert.ok(isAlive({ pid: 1, birth: readProcess(1)?.birth ?? "0" }));
  });

  it("is not alive when the process has ended and its parent has not asked how", async () => {
    const script = '"$0" -e 0 & echo $!; exec sleep 60';
    const parent = spawn("sh", ["-c", script, process.execPath], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      const pid = Number((await once(parent.stdout, "data")).toString());
      const birth = readProcess(pid)?.birth ?? "";
      while (readProcess(pid)?.state !== "Z") await pause(10);
      assert.ok(!isAlive({ pid, birth }));
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it("is the same whenever it is asked for", () => {
    assert.deepEqual(ownIdentity(), ownIdentity());
    assert.match(ownIdentity().scope, /^[0-9a-f]{8}$/);
  });
});
