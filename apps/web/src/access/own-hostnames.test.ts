import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { ownHostnames } from "./own-hostnames.ts";

const exposure = { host: "127.0.0.1", hostnames: "", hasKeys: false, allowAnonymous: false };

describe("ownHostnames", () => {
  it("knows only the names of this machine while everyone on it is trusted", () => {
    for (const host of ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
      assert.deepEqual(ownHostnames({ ...exposure, host }), ["localhost", "127.0.0.1", "[::1]"]);
  });

  it("adds the names that are set", () => {
    assert.deepEqual(ownHostnames({ ...exposure, hostnames: "Docs.Example, ,b" })?.slice(0, 2), [
      "docs.example",
      "b",
    ]);
  });

  it("answers to any name where a key is needed or everyone is welcome", () => {
    assert.equal(ownHostnames({ ...exposure, host: "0.0.0.0", hasKeys: true }), undefined);
    assert.equal(ownHostnames({ ...exposure, hasKeys: true }), undefined);
    assert.equal(ownHostnames({ ...exposure, host: "0.0.0.0", allowAnonymous: true }), undefined);
  });

  it("refuses to be open to the network by accident", () => {
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "platen.example"])
      assert.throws(
        () => ownHostnames({ ...exposure, host }),
        (error) => isAppError(error, "invalid_settings"),
      );
  });
});
