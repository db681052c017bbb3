import assert from "node:assert/strict";
import { it } from "node:test";
import { defaultJobPolicy } from "@platen/core";
import { backendSettings } from "./backend-settings.ts";
import { jobPolicyOf, policySettings } from "./policy-settings.ts";
import { readSettings } from "./read-settings.ts";

it("gives the default policy where nothing is set", () => {
  assert.deepEqual(jobPolicyOf(readSettings(policySettings, {})), defaultJobPolicy);
});

it("maps every setting to a clock or budget of its own", () => {
  const names = Object.keys(policySettings);
  const environment = Object.fromEntries(names.map((name, place) => [name, String(5_000 + place)]));
  const values = Object.values(jobPolicyOf(readSettings(policySettings, environment)));
  assert.deepEqual(
    values,
    names.map((_, place) => 5_000 + place),
  );
});

it("has a default and a description for every setting, and a unit for every time", () => {
  const schemas: Record<string, { default?: unknown; description?: string }> = {
    ...policySettings,
    ...backendSettings,
  };
  for (const [name, { description, default: value }] of Object.entries(schemas)) {
    assert.notEqual(value, undefined, name);
    assert.match(description ?? "", /^[A-Z].*\w{3}/, name);
    if (name.endsWith("_MS")) assert.match(description ?? "", /in milliseconds/, name);
  }
});
