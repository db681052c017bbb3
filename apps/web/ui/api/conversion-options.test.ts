import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsSchema } from "@platen/core";
import { arePagesValid, changedOptions, noOptions, tidyPages, uploadForm } from "./conversion-options.ts";

describe("the options of the page", () => {
  it("are among those the API accepts, and the password", () => {
    const accepted = [...Object.keys(optionsSchema.properties), "password"];
    for (const name of Object.keys(noOptions)) assert.ok(accepted.includes(name), name);
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

describe("uploadForm", () => {
  const file = new File(["x"], "señal.pptx");

  it("sends the file last, and only changed options", () => {
    assert.deepEqual([...uploadForm(file, noOptions).keys()], ["format", "file"]);
  });

  it("sends every changed option", () => {
    const options = { ...noOptions, pages: "1 - 3", tagged: true, pdfa: "2b", password: " s " } as const;
    const form = uploadForm(file, options);
    assert.equal(form.get("pages"), "1-3");
    assert.equal(form.get("tagged"), "true");
    assert.equal(form.get("pdfa"), "2b");
    assert.equal(form.get("password"), " s ");
    assert.equal([...form.keys()].at(-1), "file");
    assert.deepEqual(changedOptions(options), ["pages", "pdfa", "tagged", "password"]);
  });
});
