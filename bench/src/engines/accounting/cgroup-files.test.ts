import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cgroupLocations, cpuSecondsOf } from "./cgroup-files.ts";

const mounts = (lines: string[]) => `sysfs /sys sysfs rw 0 0\n${lines.join("\n")}\n`;
const v1 = "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0";
const v2 = "cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0";

describe("cgroupLocations", () => {
  it("finds the process's own group of version 2 before that of version 1", () => {
    const memberships = "3:cpu,cpuacct:/old\n2:memory:/other\n0::/new/group\n";
    assert.deepEqual(cgroupLocations(mounts([v1, v2]), memberships), [
      { version: 2, folder: "/sys/fs/cgroup/unified/new/group" },
      { version: 1, folder: "/sys/fs/cgroup/cpu,cpuacct/old" },
    ]);
  });

  it("ignores groups that count no processor time", () => {
    const memory = "cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0";
    assert.deepEqual(cgroupLocations(mounts([memory]), "2:memory:/\n"), []);
  });
});

describe("cpuSecondsOf", () => {
  it("reads both versions", () => {
    assert.equal(cpuSecondsOf(2, "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n"), 2.5);
    assert.equal(cpuSecondsOf(1, "1250000000\n"), 1.25);
  });

  it("fails instead of counting nothing", () => {
    assert.throws(() => cpuSecondsOf(2, "user_usec 1\n"), /does not say/);
    assert.throws(() => cpuSecondsOf(1, ""), /does not say/);
  });
});
