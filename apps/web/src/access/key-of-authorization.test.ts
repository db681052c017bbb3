import assert from "node:assert/strict";
import { it } from "node:test";
import { keyOfAuthorization } from "./key-of-authorization.ts";

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

it("takes a bearer token, or the password of Basic", () => {
  assert.equal(keyOfAuthorization("Bearer abc"), "abc");
  assert.equal(keyOfAuthorization("bearer  abc "), "abc");
  assert.equal(keyOfAuthorization(basic("anyone:a:b")), "a:b");
  assert.equal(keyOfAuthorization(basic(":key")), "key");
});

it("finds no key anywhere else", () => {
  for (const header of [undefined, "", "Bearer", "Digest abc", "abc", basic("no colon"), "Bearer a b"])
    assert.equal(keyOfAuthorization(header), undefined, header);
});
