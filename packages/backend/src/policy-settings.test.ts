import assert from "node:assert/strict";
import { it } from "node:test";
import { defaultJobPolicy } from "@platen/core";
import { readSettings } from "@platen/program";
import { backendSettings } from "./backend-settings.ts";
import { jobPolicyOf, policySettings } from "./policy-settings.ts";

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
  for (const [name, schema] of Object.entries<object>({ ...policySettings, ...backendSettings })) {
    const { default: value, description = "" } = schema as { default?: unknown; description?: string };
    assert.notEqual(value, undefined, name);
    assert.match(description, /^[A-Z].*\w{3}/, name);
    if (name.endsWith("_MS")) assert.match(description, /in milliseconds/, name);
  }
});
