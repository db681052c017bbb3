import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsSchema } from "@platen/core";
import { arePagesValid, noOptions, sentOptions, tidyPages, withOption } from "./conversion-options.ts";

describe("the options of the page", () => {
  it("keep only what differs from the default", () => {
    const changed = withOption(withOption(noOptions, "images", "screen", "original"), "tagged", true, false);
    assert.deepEqual(changed, { images: "screen", tagged: true });
    assert.deepEqual(withOption(changed, "images", "original", "original"), { tagged: true });
  });

  it("are sent as the API takes them", () => {
    assert.deepEqual(sentOptions({ pages: "1 - 3", tagged: true, password: " s " }), [
      ["pages", "1-3"],
      ["tagged", "true"],
      ["password", " s "],
    ]);
  });

  it("accept page ranges as people type them", () => {
    assert.equal(tidyPages(" 1 – 3; 5, 8- "), "1-3,5,8-");
    assert.equal(tidyPages("1 2 3"), "1,2,3");
  });

  it("judge page ranges exactly as the API does", () => {
    const { pattern } = optionsSchema.properties.pages;
    for (const pages of ["1", "1-3,5,8-", "0", "-3", "1-", "1,,2", "a", "1234567", "3-1"]) {
      assert.equal(arePagesValid(pages), new RegExp(pattern).test(tidyPages(pages)), pages);
    }
    assert.ok(arePagesValid(""), "no pages are sound");
  });
});
