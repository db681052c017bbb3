import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsSchema } from "./options.ts";

describe("optionsSchema", () => {
  const { pages, locale } = optionsSchema.properties;

  it("takes ranges of pages, open at the end too", () => {
    for (const given of ["1", "1-3", "5-", "1-3,5,8-", "999999"])
      assert.match(given, new RegExp(pages.pattern));
  });

  it("refuses what is no range of pages", () => {
    for (const given of ["", "0", "-3", "1,", "1--3", "1 - 3", "all", "1;2", "1-3\n"])
      assert.doesNotMatch(given, new RegExp(pages.pattern));
  });

  it("takes a language with or without its country", () => {
    for (const given of ["de", "en-US"]) assert.match(given, new RegExp(locale.pattern));
    for (const given of ["EN", "en_US", "english", ""])
      assert.doesNotMatch(given, new RegExp(locale.pattern));
  });
});
