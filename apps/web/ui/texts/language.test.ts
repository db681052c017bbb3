import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { preferredLanguage, rememberLanguage } from "./language.ts";

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe("preferredLanguage", () => {
  it("takes the first language of the browser that the page supports", () => {
    assert.equal(preferredLanguage(storage(), ["nl-BE", "es-MX", "en"]), "es");
  });

  it("falls back to English", () => {
    assert.equal(preferredLanguage(storage(), ["nl"]), "en");
    assert.equal(preferredLanguage(storage(), []), "en");
  });

  it("prefers the language that the user chose", () => {
    const kept = storage();
    rememberLanguage(kept, "es");
    assert.equal(preferredLanguage(kept, ["en"]), "es");
  });
});
