import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { AllowList } from "./allow-list.ts";

describe("AllowList", () => {
  it("allows every public address by default, and no other", () => {
    const list = new AllowList("public");
    assert.equal(list.allowsAddress("8.8.8.8"), true);
    assert.equal(list.allowsAddress("10.0.0.1"), false);
    assert.equal(list.allowsName("example.com"), false, "a name alone says nothing");
  });

  it("allows what the operator names, and then nothing else", () => {
    const list = new AllowList(" 10.1.0.0/16, 192.168.7.7 ,fd12::/16, Hooks.Internal, *.example.com");
    for (const address of ["10.1.2.3", "192.168.7.7", "fd12:3::1", "::ffff:10.1.2.3"])
      assert.equal(list.allowsAddress(address), true, address);
    for (const address of ["10.2.0.1", "192.168.7.8", "8.8.8.8", "fd13::1", "none"])
      assert.equal(list.allowsAddress(address), false, address);
    for (const name of ["hooks.internal", "HOOKS.internal.", "a.example.com", "a.b.example.com"])
      assert.equal(list.allowsName(name), true, name);
    for (const name of ["internal", "xhooks.internal", "example.com", "example.com.evil", "notexample.com"])
      assert.equal(list.allowsName(name), false, name);
  });

  it("allows nothing when it is empty", () => {
    assert.equal(new AllowList("").allowsAddress("8.8.8.8"), false);
  });

  it("complains of an entry that it does not understand", () => {
    for (const text of ["public,10.0.0.0/33", "http://x", "a b", "*"])
      assert.throws(
        () => new AllowList(text),
        (error) => isAppError(error, "invalid_settings"),
        text,
      );
  });
});
