import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { optionGroups } from "../../packages/core/src/conversion/options/index.ts";
import { root } from "../setup/root.mjs";
import { withOptionTables } from "./option-docs.ts";

describe("The page on the API", () => {
  it("has the options as they are now", () => {
    const page = readFileSync(join(root, "docs", "api.md"), "utf8");
    assert.equal(page, withOptionTables(page, optionGroups), "run npm run docs");
  });
});
