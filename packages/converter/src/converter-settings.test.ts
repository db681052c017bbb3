import assert from "node:assert/strict";
import { it } from "node:test";
import { Value } from "typebox/value";
import { converterSettings } from "./converter-settings.ts";
import { limitsOf } from "./open-converter.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";

it("has the default limits where nothing is set", () => {
  const settings = Value.Create(converterSettings);
  assert.deepEqual(settings.sourceLimits, defaultSourceLimits);
  assert.ok(Object.values(limitsOf(settings)).every((limit) => limit > 0));
});

it("describes every setting, and takes no limit of nothing", () => {
  const { limits, sourceLimits, ...others } = converterSettings.properties;
  const all = { ...limits.properties, ...sourceLimits.properties, ...others };
  for (const [name, schema] of Object.entries<object>(all)) {
    const { description = "", minimum } = schema as { description?: string; minimum?: number };
    assert.match(description, /\.$/, name);
    if (name.startsWith("max")) assert.ok((minimum ?? 0) > 0, name);
  }
});
