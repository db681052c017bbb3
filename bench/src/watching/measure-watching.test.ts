import assert from "node:assert/strict";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { measureWatching } from "./measure-watching.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

for (const kind of ["local", "network"] as const) {
  it(`tells every change of a ${kind} store, and reads far less often than each row four times a second`, async () => {
    const measured = { kind, root, watchers: 200, slots: 4, takesMs: 200, seconds: 2, settleMs: 1_000 };
    const { readsPerSecond, changes, longestMs } = await measureWatching(measured);
    assert.ok(changes > 20, `${changes} changes`);
    assert.ok(longestMs < 5_000, `told after ${longestMs} ms`);
    assert.ok(readsPerSecond < 200 * 2, `${readsPerSecond} reads a second`);
  });
}
