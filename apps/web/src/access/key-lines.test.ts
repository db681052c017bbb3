import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { hashOfKey, newApiKey, parseKeyLines, parseKeyPairs } from "./key-lines.ts";

const keyOfAnn = "ann-has-a-long-key";
const keyOfBob = "bob:has+a/long=key";
const hex = hashOfKey(keyOfAnn).toString("hex");

function isRefused(setting: string, read: () => unknown, text: string): void {
  assert.throws(
    read,
    (error) => {
      assert.ok(isAppError(error, "invalid_settings"));
      assert.match(error.message, new RegExp(`${setting}: `));
      assert.doesNotMatch(error.message, /short|0123456789abcdef|long-key/);
      assert.ok(!error.message.includes(hex.slice(0, 20)));
      return true;
    },
    text,
  );
}

describe("parseKeyPairs", () => {
  it("reads pairs of owner and key; one owner may have several", () => {
    const keys = parseKeyPairs(` ann:${keyOfAnn}, bob:${keyOfBob},ann:another-key-of-ann,`);
    assert.deepEqual(
      keys.map(({ owner }) => owner),
      ["ann", "bob", "ann"],
    );
    assert.deepEqual(parseKeyPairs(""), []);
  });

  it("keeps no key as it is", () => {
    assert.doesNotMatch(JSON.stringify(parseKeyPairs(`ann:${keyOfAnn}`)), /long-key/);
  });

  it("refuses what is unsafe, without showing the key", () => {
    for (const text of [
      "ann:short",
      "just-a-key-without-owner",
      "a nn:0123456789abcdef",
      ":0123456789abcdef",
      `ann:${keyOfAnn},bob:${keyOfAnn}`,
    ])
      isRefused("API_KEYS", () => parseKeyPairs(text), text);
  });
});

describe("parseKeyLines", () => {
  it("reads a hash and perhaps an end on each line, beside remarks and empty lines", () => {
    const lines = `# of the team\r\n\n ann:sha256:${hex}\r\nbob:sha256:${hex.toUpperCase()}:2030-12-31\nann:sha256:${hex}:2030-12-31T18:30:00Z\n`;
    assert.deepEqual(
      parseKeyLines(lines).map(({ owner, hash, expiresAt }) => [owner, hash.toString("hex"), expiresAt]),
      [
        ["ann", hex, Number.POSITIVE_INFINITY],
        ["bob", hex, Date.UTC(2030, 11, 31)],
        ["ann", hex, Date.UTC(2030, 11, 31, 18, 30)],
      ],
    );
    assert.deepEqual(parseKeyLines(""), []);
  });

  it("refuses everything else by the number of its line, without showing it", () => {
    for (const line of [
      `ann:${keyOfAnn}`,
      `sha256:${hex}`,
      `a nn:sha256:${hex}`,
      `ann:sha1:${hex}`,
      `ann:sha256:${hex.slice(1)}`,
      `ann:sha256:${hex}0`,
      `ann:sha256:${hex}:`,
      `ann:sha256:${hex}:tomorrow`,
      `ann:sha256:${hex}:2030-02-30`,
      `ann:sha256:${hex}:2030-13-01`,
      `ann:sha256:${hex}:2030-12-31T18:30:00+02:00`,
    ]) {
      isRefused("API_KEYS_FILE", () => parseKeyLines(`# fine\n${line}`), line);
      assert.throws(() => parseKeyLines(`# fine\n${line}`), /line 2 /);
    }
  });
});

describe("newApiKey", () => {
  it("makes a new long key each time, and the line that lets it in", () => {
    const one = newApiKey("ann");
    const other = newApiKey("ann", "2030-12-31");
    assert.notEqual(one.key, other.key);
    assert.match(one.key, /^[\w-]{43}$/);
    assert.deepEqual(parseKeyLines(one.line)[0]?.hash, hashOfKey(one.key));
    assert.equal(parseKeyLines(other.line)[0]?.expiresAt, Date.UTC(2030, 11, 31));
    assert.ok(!one.line.includes(one.key));
  });

  it("refuses an owner's name or a date that the file could not hold", () => {
    isRefused("API_KEYS_FILE", () => newApiKey("a:b"), "owner");
    isRefused("API_KEYS_FILE", () => newApiKey("ann", "soon"), "date");
  });
});
