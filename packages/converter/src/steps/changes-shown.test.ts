import assert from "node:assert/strict";
import { it } from "node:test";
import { changesShown } from "./changes-shown.ts";

it("warns of tracked changes that are shown, and of nothing else", () => {
  assert.match(changesShown({}, { changes: 1 })[0]?.message ?? "", /1 tracked change, which is shown/);
  assert.match(changesShown({ changes: "shown" }, { changes: 2 })[0]?.message ?? "", /2 tracked changes/);
  assert.deepEqual(changesShown({ changes: "accepted" }, { changes: 2 }), []);
  assert.deepEqual(changesShown({}, {}), []);
});
