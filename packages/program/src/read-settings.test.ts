import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { Type } from "typebox";
import { readSettings } from "./read-settings.ts";

const declarations = {
  web: Type.Object({
    port: Type.Integer({ variable: "PORT", default: 3000, minimum: 0, maximum: 65_535 }),
    engine: Type.Enum(["auto", "press"], { variable: "ENGINE", default: "auto" }),
    name: Type.String({ variable: "NAME", minLength: 1 }),
    access: Type.Object({
      token: Type.Optional(Type.String({ variable: "TOKEN", pattern: "^[a-z]{4,}$", writeOnly: true })),
      realm: Type.String({ variable: "REALM", default: "", neededWhen: { ENGINE: "press" } }),
    }),
  }),
  log: Type.Object({
    level: Type.Union([Type.Literal("info"), Type.Literal("warn")], { variable: "LEVEL", default: "info" }),
    isPretty: Type.Boolean({ variable: "PRETTY", default: false }),
    share: Type.Number({ variable: "SHARE", default: 0.5, minimum: 0 }),
  }),
};

function messageOf(environment: Record<string, string>): string {
  try {
    readSettings(declarations, environment);
  } catch (error) {
    assert.ok(isAppError(error, "invalid_settings"), String(error));
    return error.message;
  }
  return assert.fail("nothing was found wrong");
}

describe("readSettings", () => {
  it("gives each value in its group, as what it is declared to be, and the default of one that is not set", () => {
    const settings = readSettings(declarations, {
      PORT: "80",
      PRETTY: "true",
      SHARE: "0.25",
      NAME: "a",
      OTHER: "b",
    });
    assert.deepEqual(settings, {
      web: { port: 80, engine: "auto", name: "a", access: { realm: "" } },
      log: { level: "info", isPretty: true, share: 0.25 },
    });
  });

  it("takes an empty variable as not set", () => {
    assert.equal(readSettings(declarations, { NAME: "a", PORT: "" }).web.port, 3000);
    assert.match(messageOf({ NAME: "" }), /NAME: is not set, allowed is any text, but not none/);
  });

  it("tells of every mistake at once: variable, what came, what is allowed", () => {
    const wrong = { PORT: "70000", ENGINE: "steam", LEVEL: "loud", PRETTY: "maybe", SHARE: "-1", NAME: "a" };
    assert.equal(
      messageOf(wrong),
      [
        "5 settings are wrong:",
        '  PORT: is "70000", allowed is a whole number from 0 to 65535',
        '  ENGINE: is "steam", allowed is auto or press',
        '  LEVEL: is "loud", allowed is info or warn',
        '  PRETTY: is "maybe", allowed is true or false',
        '  SHARE: is "-1", allowed is a number of 0 or more',
      ].join("\n"),
    );
  });

  it("refuses a number that is not whole, has a unit or is none", () => {
    for (const value of ["1.5", "10s", "abc", "NaN", "Infinity"])
      assert.match(messageOf({ NAME: "a", PORT: value }), new RegExp(`PORT: is "${value}"`));
  });

  it("never shows a secret, nor more than the beginning of a long value", () => {
    const message = messageOf({ NAME: "a", TOKEN: "SECRET1", PORT: "9".repeat(500) });
    assert.doesNotMatch(message, /SECRET1/);
    assert.match(message, /TOKEN: is a secret that is not shown here, allowed is text of the form/);
    assert.ok(message.length < 300, message);
  });

  it("needs a setting where another one asks for it, and says which", () => {
    assert.match(
      messageOf({ NAME: "a", ENGINE: "press" }),
      /REALM: is not set, .*, because ENGINE is press$/,
    );
    assert.equal(readSettings(declarations, { NAME: "a", ENGINE: "auto" }).web.access.realm, "");
  });

  it("refuses a declaration without a variable, which nobody could set", () => {
    assert.throws(() => readSettings({ port: Type.Integer({ default: 1 }) }, {}), /port names no variable/);
  });

  it("leaves the environment as it is", () => {
    const environment = Object.freeze({ NAME: "a", PORT: "1", PATH: "/bin" });
    assert.equal(readSettings(declarations, environment).web.port, 1);
  });
});
