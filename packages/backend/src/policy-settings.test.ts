import assert from "node:assert/strict";
import { it } from "node:test";
import { defaultJobPolicy } from "@platen/core";
import { readSettings, settingsIn } from "@platen/program";
import { backendSettings } from "./backend-settings.ts";
import { policySettings } from "./policy-settings.ts";

const all = settingsIn({ policySettings, backendSettings });
const policyOf = (environment: Record<string, string>) => ({
  ...defaultJobPolicy,
  ...readSettings({ policy: policySettings }, environment).policy,
});

it("gives the default policy where nothing is set", () => {
  assert.deepEqual(policyOf({}), defaultJobPolicy);
});

it("sets with every setting a clock or budget of its own, and leaves the others as they are", () => {
  const names = settingsIn({ policySettings }).map(({ variable }) => variable);
  const environment = Object.fromEntries(names.map((name, place) => [name, String(5_000 + place)]));
  const set = Object.keys(policySettings.properties).map((key, place) => [key, 5_000 + place]);
  assert.equal(set.length, names.length);
  assert.deepEqual(policyOf(environment), { ...defaultJobPolicy, ...Object.fromEntries(set) });
  for (const [key] of set) assert.ok(key !== undefined && key in defaultJobPolicy, String(key));
});

it("has a default and a description for every setting, and a unit for every time", () => {
  for (const { variable, schema } of all) {
    assert.ok("default" in schema || /_ENDPOINT_/.test(variable), variable);
    assert.match(schema.description ?? "", /^[A-Z].*\w{3}/, variable);
    if (variable.endsWith("_MS")) assert.match(schema.description ?? "", /in milliseconds/, variable);
  }
});
