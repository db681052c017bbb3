import assert from "node:assert/strict";
import { it } from "node:test";
import { preferredWaitSeconds } from "./preferences.ts";

it("reads how long a client would wait, among other preferences, up to a minute", () => {
  assert.equal(preferredWaitSeconds("wait=10"), 10);
  assert.equal(preferredWaitSeconds('respond-async, WAIT = "5" ; x'), 5);
  assert.equal(preferredWaitSeconds(["respond-async", "wait=7"]), 7);
  assert.equal(preferredWaitSeconds("wait=3600"), 60);
});

it("ignores what it cannot read", () => {
  for (const header of [undefined, "wait", "wait=", "wait=-1", "wait=1.5", "await=3", "wait=soon"])
    assert.equal(preferredWaitSeconds(header), undefined, header);
});
