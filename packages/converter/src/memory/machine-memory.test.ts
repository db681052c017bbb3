import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { machineMemory } from "./machine-memory.ts";
import { countOomKills } from "./oom-kills.ts";

const installed = 16_000_000_000;
const unlimited = "9223372036854771712";

describe("the memory that a program may have", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "platen-test-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function place(files: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), `${text}\n`);
    }
  }
  const group2 = (path: string, limit: string) => ({
    [`sys/fs/cgroup/${path}cgroup.controllers`]: "memory",
    [`sys/fs/cgroup/${path}memory.max`]: limit,
  });
  const group1 = (path: string, limit: string) => ({
    [`sys/fs/cgroup/memory/${path}memory.usage_in_bytes`]: "1",
    [`sys/fs/cgroup/memory/${path}memory.limit_in_bytes`]: limit,
  });

  it("is the machine's where no cgroup says less", async () => {
    assert.equal(await machineMemory(root, installed), installed);
    await place({ "proc/self/cgroup": "0::/app", ...group2("app/", "max") });
    assert.equal(await machineMemory(root, installed), installed);
    assert.ok((await machineMemory()) > 100_000_000);
  });

  it("is the smallest limit of the cgroup and of those that it lies in, in both versions", async () => {
    const nested = { ...group2("pod/app/", "4000000000"), ...group2("pod/", "2000000000") };
    await place({ "proc/self/cgroup": "0::/pod/app", ...nested });
    assert.equal(await machineMemory(root, installed), 2_000_000_000);
    await place({ "proc/self/cgroup": "4:cpu,memory:/pod/app\n0::/" });
    await place({
      ...group1("pod/app/", "1000000000"),
      ...group1("pod/", "3000000000"),
      ...group1("", unlimited),
    });
    assert.equal(await machineMemory(root, installed), 1_000_000_000);
  });

  it("is found in a container that is told its path on the machine", async () => {
    await place({ "proc/self/cgroup": "9:memory:/docker/0123abc", ...group1("", "500000000") });
    assert.equal(await machineMemory(root, installed), 500_000_000);
  });

  it("counts the processes that the kernel ended, where the cgroup tells and where only the machine does", async () => {
    assert.equal(await countOomKills(root), 0);
    await place({ "proc/vmstat": "pgfault 7\noom_kill 3", "proc/self/cgroup": "0::/" });
    assert.equal(await countOomKills(root), 3);
    await place({
      ...group2("", "max"),
      "sys/fs/cgroup/memory.events": "oom 9\noom_kill 2\noom_group_kill 8",
    });
    assert.equal(await countOomKills(root), 2);
    await place({ "proc/self/cgroup": "1:memory:/a", ...group1("a/", unlimited) });
    await place({
      "sys/fs/cgroup/memory/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 5",
    });
    assert.equal(await countOomKills(root), 5);
  });
});
