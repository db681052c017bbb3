import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planCapacity } from "./plan-capacity.ts";

const gibibyte = 2 ** 30;

describe("planCapacity", () => {
  const plan = (memory: number, processors: number, wanted = {}) =>
    planCapacity(wanted, { processors, memoryBytes: memory * gibibyte });

  it("gives each processor a document, and each document three gigabytes, where there is plenty", () => {
    assert.deepEqual(plan(16, 2), { slots: 2, maxMemoryBytes: 3 * gibibyte });
  });

  it("lowers the memory of a document first, and then their number", () => {
    assert.deepEqual(plan(4, 2), { slots: 2, maxMemoryBytes: 1.75 * gibibyte });
    assert.deepEqual(plan(2, 4), { slots: 1, maxMemoryBytes: 1.5 * gibibyte });
  });

  it("plans what fits, whatever the machine", () => {
    for (const memory of [1, 1.5, 2, 3, 8, 64, 512])
      for (const processors of [1, 2, 3, 8, 96]) {
        const { slots, maxMemoryBytes, warning } = plan(memory, processors);
        assert.ok(slots >= 1 && slots <= processors);
        assert.equal(warning, undefined);
        assert.ok(slots * maxMemoryBytes <= (memory - 0.5) * gibibyte);
      }
  });

  it("takes what was set, and warns where it does not fit", () => {
    const { slots, maxMemoryBytes, warning = "" } = plan(4, 2, { slots: 4, maxMemoryBytes: 2 * gibibyte });
    assert.deepEqual([slots, maxMemoryBytes], [4, 2 * gibibyte]);
    assert.match(warning, /^4 documents at once may need 8192 MiB, .* of 4096 MiB\..*Lower WORKER_SLOTS/);
    assert.deepEqual(plan(16, 8, { maxMemoryBytes: 5 * gibibyte }), {
      slots: 3,
      maxMemoryBytes: 5 * gibibyte,
    });
    assert.match(plan(0.25, 1).warning ?? "", /give the machine or container more memory/);
  });
});
