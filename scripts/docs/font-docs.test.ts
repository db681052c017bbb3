import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fontReplacements } from "../../packages/converter/src/libreoffice/font-replacements.ts";
import { root } from "../setup/root.mjs";
import { withFontTable } from "./font-docs.ts";

it("is how the page on fonts was written; npm run docs writes it", () => {
  const page = readFileSync(join(root, "docs", "fonts.md"), "utf8");
  assert.equal(withFontTable(page, fontReplacements), page);
});
