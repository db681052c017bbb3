import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressOfJob, addressOfSending, routeOf } from "./route.ts";

describe("routeOf", () => {
  it("maps addresses to pages", () => {
    assert.deepEqual(routeOf("/"), { page: "start" });
    assert.deepEqual(routeOf("/jobs/01a2047e-8fcb"), { page: "job", id: "01a2047e-8fcb" });
    assert.deepEqual(routeOf(addressOfJob("a-1")), { page: "job", id: "a-1" });
    for (const id of ["ab12", "May 2030".replace(" ", "/"), "100%", "a.b"])
      assert.deepEqual(routeOf(addressOfSending(id)), { page: "sending", id });
  });

  it("has no page for any other address", () => {
    for (const path of [
      "/jobs",
      "/jobs/",
      "/jobs/a/b",
      "/jobs/%2e%2e",
      "/docs",
      "/sendings/",
      "/sendings/%2e%2e",
      "/sendings/%",
    ]) {
      assert.deepEqual(routeOf(path), { page: "unknown" }, path);
    }
  });
});
