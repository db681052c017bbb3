import assert from "node:assert/strict";
import { it } from "node:test";
import { preferredLanguage } from "./preferred-language.ts";

it("takes the language that is wanted most", () => {
  const choose = (header?: string) => preferredLanguage(header, ["en", "es"]);
  assert.equal(choose("es-MX,es;q=0.9,en;q=0.8"), "es");
  assert.equal(choose("en;q=0.3, es;q=0.7"), "es");
  assert.equal(choose("fr, de;q=0.9, es;q=0.1"), "es");
  assert.equal(choose("ES"), "es");
});

it("takes the first where none is wanted, or not at all", () => {
  for (const header of [undefined, "", "fr", "*", "es;q=0", "es;q=x"])
    assert.equal(preferredLanguage(header, ["en", "es"]), "en", header);
});
