import assert from "node:assert/strict";
import { it } from "node:test";
import { abilitiesOf } from "./abilities.ts";

it("knows which versions open packages of which one part is encrypted", () => {
  for (const version of ["24.8.0.3", "25.2.3.2", "26.8", "unknown"])
    assert.deepEqual(abilitiesOf({ version }), { opensOnePart: true }, version);
  for (const version of ["7.4.7.2", "24.2.7.2", "6.4"])
    assert.deepEqual(abilitiesOf({ version }), { opensOnePart: false }, version);
});
