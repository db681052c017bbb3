import assert from "node:assert/strict";
import { it } from "node:test";
import { findChromium } from "./find-chromium.ts";

it("says what to install if there is no browser", () => {
  assert.throws(() => findChromium("/nowhere/chromium"), /apt-get install .*chromium.*CHROMIUM_PATH/);
});
