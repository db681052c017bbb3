import assert from "node:assert/strict";
import { it } from "node:test";
import { Value } from "typebox/value";
import { converterSettings } from "./converter-settings.ts";
import { officeLimitsOf, sourceLimitsOf } from "./open-converter.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";

it("has the default limits where nothing is set", () => {
  const settings = Value.Parse(converterSettings, Value.Default(converterSettings, {}));
  assert.deepEqual(sourceLimitsOf(settings), defaultSourceLimits);
  assert.ok(Object.values(officeLimitsOf(settings)).every((limit) => limit > 0));
});

it("describes every setting, and takes no limit of nothing", () => {
  for (const [name, schema] of Object.entries<object>(converterSettings.properties)) {
    const { description = "", minimum } = schema as { description?: string; minimum?: number };
    assert.match(description, /\.$/, name);
    if (name.startsWith("MAX_")) assert.ok((minimum ?? 0) > 0, name);
  }
});
