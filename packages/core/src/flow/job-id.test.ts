import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { jobIdOfKey, newJobId } from "./job-id.ts";

const uuid = (version: number) =>
  new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);

describe("newJobId", () => {
  it("is a UUID version 7 that sorts by age", () => {
    const ids = [1, 1_700_000_000_000, 1_700_000_000_001, 2 ** 47].map(newJobId);
    for (const id of ids) assert.match(id, uuid(7));
    assert.deepEqual(ids.toSorted(), ids);
    assert.notEqual(newJobId(5), newJobId(5));
  });
});

describe("jobIdOfKey", () => {
  const idKey = Buffer.from("key");

  it("is a UUID version 8, always the same of the same owner and key", () => {
    assert.match(jobIdOfKey(idKey, "owner", "key"), uuid(8));
    assert.equal(jobIdOfKey(idKey, "owner", "key"), jobIdOfKey(idKey, "owner", "key"));
  });

  it("differs with the installation, the owner and the key, and with where one ends", () => {
    const ids = [
      jobIdOfKey(idKey, "owner", "key"),
      jobIdOfKey(Buffer.from("other"), "owner", "key"),
      jobIdOfKey(idKey, "own", "erkey"),
      jobIdOfKey(idKey, "owner", "Key"),
      jobIdOfKey(idKey, "1:o", "x"),
      jobIdOfKey(idKey, "1", ":ox"),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });
});
