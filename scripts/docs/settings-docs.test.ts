import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parseEnv } from "node:util";
import { root } from "../setup/root.mjs";
import { environmentExample, withSettingsTables } from "./settings-docs.ts";
import { settingsGroups, ungroupedSettings } from "./settings-groups.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("the documented settings", () => {
  it("are those that the programs read: otherwise run npm run docs", () => {
    const readme = read("README.md");
    assert.ok(readme === withSettingsTables(readme, settingsGroups), "the README has other settings");
    assert.ok(read(".env.example") === environmentExample(settingsGroups), ".env.example has others");
    assert.deepEqual(ungroupedSettings(), []);
  });

  it("each say what they do, and stand in one group alone", () => {
    const all = settingsGroups.flatMap(({ settings }) => settings);
    assert.equal(new Set(all.map(({ variable }) => variable)).size, all.length);
    for (const { variable, schema } of all)
      assert.match(schema.description ?? "", /^[A-Za-z].{20,}\.$/, variable);
  });

  it("make an example file that sets nothing until a line is uncommented", () => {
    const example = environmentExample(settingsGroups);
    assert.deepEqual(parseEnv(example), {});
    assert.equal(parseEnv(example.replace("#PORT=", "PORT=")).PORT, "3000");
  });

  it("need their place in the README", () => {
    assert.throws(() => withSettingsTables("# Platen\n", []), /README must have the lines/);
  });
});
