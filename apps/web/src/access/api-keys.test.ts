import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { ownerOfKey, parseApiKeys } from "./api-keys.ts";

const keyOfAnn = "ann-has-a-long-key";
const keyOfBob = "bob:has+a/long=key";

describe("parseApiKeys", () => {
  it("reads pairs of owner and key; one owner may have several", () => {
    const keys = parseApiKeys(` ann:${keyOfAnn}, bob:${keyOfBob},ann:another-key-of-ann,`);
    assert.deepEqual(
      keys.map(({ owner }) => owner),
      ["ann", "bob", "ann"],
    );
    assert.deepEqual(parseApiKeys(""), []);
  });

  it("keeps no key as it is", () => {
    assert.doesNotMatch(JSON.stringify(parseApiKeys(`ann:${keyOfAnn}`)), /long-key/);
  });

  it("refuses what is unsafe, without showing the key", () => {
    const wrong = [
      "ann:short",
      "just-a-key-without-owner",
      "a nn:0123456789abcdef",
      ":0123456789abcdef",
      `ann:${keyOfAnn},bob:${keyOfAnn}`,
    ];
    for (const text of wrong) {
      assert.throws(
        () => parseApiKeys(text),
        (error) => {
          assert.ok(isAppError(error, "invalid_settings"));
          assert.match(error.message, /API_KEYS: /);
          assert.doesNotMatch(error.message, /short|0123456789abcdef|long-key/);
          return true;
        },
        text,
      );
    }
  });
});

describe("ownerOfKey", () => {
  const keys = parseApiKeys(`ann:${keyOfAnn},bob:${keyOfBob}`);

  it("knows whose key it is", () => {
    assert.equal(ownerOfKey(keys, keyOfAnn), "ann");
    assert.equal(ownerOfKey(keys, keyOfBob), "bob");
  });

  it("knows nobody for any other key", () => {
    for (const key of ["", "x", keyOfAnn.toUpperCase(), `${keyOfAnn} `])
      assert.equal(ownerOfKey(keys, key), undefined);
  });
});
