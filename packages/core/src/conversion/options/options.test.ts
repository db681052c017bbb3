import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  backwardRange,
  optionGroups,
  optionsOf,
  optionsSchema,
  permissionsOf,
  shownOptionsSchema,
  tidyPages,
} from "./index.ts";

describe("optionsSchema", () => {
  const { pages, locale } = optionsSchema.properties;

  it("has the options of every group, each of one group only", () => {
    const names = optionGroups.flatMap((group) => Object.keys(group.properties));
    assert.deepEqual(names, Object.keys(optionsSchema.properties));
    assert.equal(new Set(names).size, names.length);
  });

  it("takes ranges of pages, open at the end too", () => {
    for (const given of ["1", "1-3", "5-", "1-3,5,8-", "999999"])
      assert.match(given, new RegExp(pages.pattern));
  });

  it("refuses what is no range of pages", () => {
    for (const given of ["", "0", "-3", "1,", "1--3", "1 - 3", "all", "1;2", "1-3\n"])
      assert.doesNotMatch(given, new RegExp(pages.pattern));
  });

  it("has every secret, and what a job shows of it has none", () => {
    const secrets = Object.entries(optionsSchema.properties).filter(([, schema]) => "writeOnly" in schema);
    const names = secrets.map(([name]) => name);
    assert.deepEqual(names, ["openPassword", "ownerPassword"]);
    assert.deepEqual(
      Object.keys(shownOptionsSchema.properties),
      Object.keys(optionsSchema.properties).filter((name) => !names.includes(name)),
    );
  });

  it("takes permissions by their names", () => {
    const { pattern } = optionsSchema.properties.permissions;
    for (const given of ["all", "none", "print", "copy,printDraft"]) assert.match(given, new RegExp(pattern));
    for (const given of ["", "print,", "all,print", "printing", "none,copy"])
      assert.doesNotMatch(given, new RegExp(pattern));
    assert.deepEqual([...permissionsOf("print,copy")], ["print", "copy"]);
    assert.equal(permissionsOf("none").size, 0);
    assert.equal(permissionsOf("all").size, 7);
  });

  it("takes a language with or without its country", () => {
    for (const given of ["de", "en-US"]) assert.match(given, new RegExp(locale.pattern));
    for (const given of ["EN", "en_US", "english", ""])
      assert.doesNotMatch(given, new RegExp(locale.pattern));
  });
});

describe("optionsOf", () => {
  it("names what makes a difference for a target, and for a family", () => {
    assert.deepEqual(optionsOf("pdf").pdfa, optionsSchema.properties.pdfa);
    assert.ok(!("pdfa" in optionsOf("png")));
    assert.ok("hiddenSlides" in optionsOf("pdf", "presentation"));
    assert.ok(!("hiddenSlides" in optionsOf("pdf", "text")));
    assert.ok("pages" in optionsOf("pdf", "text"));
  });
});

describe("tidyPages", () => {
  it("gives pages the form of the option, as people write them", () => {
    assert.equal(tidyPages(" 1 – 3; 5, 8 - "), "1-3,5,8-");
    assert.equal(tidyPages("1 2  3"), "1,2,3");
  });

  it("leaves what it does not know", () => {
    for (const given of ["all", "1,,2", ""]) assert.equal(tidyPages(given), given);
  });
});

describe("backwardRange", () => {
  it("finds a range that ends before it begins", () => {
    assert.equal(backwardRange("1-3,5-2"), "5-2");
    assert.equal(backwardRange("10-9"), "10-9");
    for (const given of ["1-3,5-", "2-2", "9-10"]) assert.equal(backwardRange(given), undefined);
  });
});
