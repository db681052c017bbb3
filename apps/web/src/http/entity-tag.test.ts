import assert from "node:assert/strict";
import { it } from "node:test";
import { matchesTag } from "./entity-tag.ts";

it("finds a tag alone, among others, weak, and under a star", () => {
  for (const header of ['"3"', ' "1", "3"', 'W/"3"', "*"])
    assert.equal(matchesTag(header, '"3"'), true, header);
});

it("does not find it anywhere else", () => {
  for (const header of [undefined, "", '"33"', "3"]) assert.equal(matchesTag(header, '"3"'), false, header);
});
