import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { mendingSteps } from "../../packages/converter/src/mending/mending-steps.ts";
import { root } from "../setup/root.mjs";
import { withMendingTable } from "./mending-docs.ts";

it("is how the page on mending was written; npm run docs writes it", () => {
  const page = readFileSync(join(root, "docs", "mending.md"), "utf8");
  assert.equal(withMendingTable(page, mendingSteps), page);
});
