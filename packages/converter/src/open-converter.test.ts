import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { type ConverterSettings, converterSettings } from "./converter-settings.ts";
import { openConverter } from "./open-converter.ts";

function settingsWith(chosen: Partial<ConverterSettings>): ConverterSettings {
  const schema = Type.Object(converterSettings);
  return Value.Parse(schema, Value.Default(schema, chosen));
}

describe("openConverter", () => {
  it("opens the engine that is asked for, and says that it was asked for", async () => {
    const converter = await openConverter(settingsWith({ ENGINE: "libreoffice-convert" }));
    try {
      const { engine, reason } = converter.describe();
      assert.equal(engine, "libreoffice-convert");
      assert.match(reason, /ENGINE/);
      await converter.ping();
    } finally {
      await converter.close();
    }
  });

  it("says how to install LibreOffice where there is none", async () => {
    const settings = settingsWith({ SOFFICE_PATH: "/no/such/soffice" });
    await assert.rejects(openConverter(settings), { code: "engine_unavailable", message: /install/i });
  });
});
