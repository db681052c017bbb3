import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { readSettings, settingsIn } from "@platen/program";
import { webSettings } from "./settings.ts";
import { webTimes, webValuesOf } from "./web-values.ts";

const read = (environment: Record<string, string>) => readSettings({ web: webSettings }, environment).web;
const valuesOf = (environment: Record<string, string>) => webValuesOf(read(environment));
const isInvalid = (error: unknown) => isAppError(error, "invalid_settings");

describe("The web settings", () => {
  it("work without any being set, for this machine alone", () => {
    const settings = read({});
    assert.deepEqual(
      [settings.port, settings.host, settings.maxUploadBytes],
      [3000, "127.0.0.1", 200_000_000],
    );
    const values = webValuesOf(settings);
    assert.deepEqual(values.hostnames, ["localhost", "127.0.0.1", "[::1]"]);
    assert.deepEqual([values.apiKeys.areDemanded, values.trustProxy], [false, undefined]);
  });

  it("have a description each, with the unit of every time", () => {
    for (const { variable, schema } of settingsIn({ webSettings })) {
      const { description = "" } = schema;
      assert.match(description, /^[A-Z].*\.$/s, variable);
      if (variable.endsWith("_MS")) assert.match(description, /in milliseconds/, variable);
    }
  });

  it("do not open the server to the network by accident", () => {
    assert.throws(() => valuesOf({ HOST: "0.0.0.0" }), isInvalid);
    assert.equal(valuesOf({ HOST: "0.0.0.0", ALLOW_ANONYMOUS: "true" }).hostnames, undefined);
    assert.equal(valuesOf({ HOST: "0.0.0.0", API_KEYS_FILE: "/dev/null" }).apiKeys.areDemanded, true);
    assert.equal(valuesOf({ HOST: "0.0.0.0", API_KEYS: "ann:0123456789abcdef" }).apiKeys.areDemanded, true);
  });

  it("never show a key in a complaint", () => {
    assert.throws(
      () => valuesOf({ API_KEYS: "ann:tooshort" }),
      (error) => isInvalid(error) && !/tooshort/.test(String(error)),
    );
  });

  it("leave fixed the times that suit everyone: an outage is told within 2 s", () => {
    const { storePatienceMs } = valuesOf({ STORE_PATIENCE_MS: "60000" });
    assert.deepEqual({ ...webTimes, storePatienceMs }, webTimes);
    assert.ok(storePatienceMs < 2_000);
  });
});
