import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { learnServerTime, serverNow } from "./server-clock.ts";

describe("serverNow", () => {
  it("follows the server's clock when this machine's is wrong", () => {
    const now = Date.parse("2030-01-01T00:10:00Z");
    learnServerTime("Tue, 01 Jan 2030 00:00:00 GMT", now);
    assert.equal(new Date(serverNow(now)).toISOString(), "2030-01-01T00:00:00.000Z");
  });

  it("ignores a difference of one second", () => {
    const now = Date.parse("2030-01-01T00:00:01Z");
    learnServerTime("Tue, 01 Jan 2030 00:00:00 GMT", now);
    assert.equal(serverNow(now), now);
  });
});
