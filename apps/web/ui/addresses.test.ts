import assert from "node:assert/strict";
import { it } from "node:test";
import { addressOf, pathBelow, placeOf } from "./addresses.ts";

it("finds the page's place from where its script lies", () => {
  assert.equal(placeOf("http://localhost:3000/assets/main-AB12.js"), "/");
  assert.equal(placeOf("https://example.com/tools/platen/assets/main-AB12.js"), "/tools/platen/");
  assert.equal(placeOf("file:///home/platen/assets/main.ts"), "/");
});

it("counts addresses from there", () => {
  assert.equal(addressOf("v1/jobs"), "/v1/jobs");
  assert.equal(addressOf("/v1/jobs"), "/v1/jobs");
  assert.equal(pathBelow("/sendings/a"), "/sendings/a");
});
