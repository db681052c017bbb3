import assert from "node:assert/strict";
import { it } from "node:test";
import { missingScriptLines } from "./missing-scripts.ts";

it("misses no script on a machine that the set-up has furnished", async () => {
  assert.deepEqual(await missingScriptLines(), []);
});

it("names scripts that no font has, with the package that brings them", async () => {
  const [core = "", cjk = "", symbols = "", ...more] = await missingScriptLines(
    async () => new Set(["el", "ja"]),
  );
  assert.match(core, /^no font for .*Cyrillic, .*Thai, .*: shown as boxes; apt-get install fonts-noto-core$/);
  assert.doesNotMatch(core, /Greek/);
  assert.equal(cjk, "no font for   Chinese, Korean: shown as boxes; apt-get install fonts-noto-cjk");
  assert.match(symbols, /emoji: shown as boxes; apt-get install fonts-symbola$/);
  assert.deepEqual(more, []);
});
