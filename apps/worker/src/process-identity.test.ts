import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { isAlive, ownIdentity } from "./process-identity.ts";

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

  it("is the same whenever it is asked for", () => {
    assert.deepEqual(ownIdentity(), ownIdentity());
    assert.match(ownIdentity().scope, /^[0-9a-f]{8}$/);
  });
});
