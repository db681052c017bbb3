import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { Type } from "typebox";
import { readSettings } from "./read-settings.ts";

const properties = {
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65_535 }),
  ENGINE: Type.Enum(["auto", "press"], { default: "auto" }),
  LEVEL: Type.Union([Type.Literal("info"), Type.Literal("warn")], { default: "info" }),
  PRETTY: Type.Boolean({ default: false }),
  SHARE: Type.Number({ default: 0.5, minimum: 0 }),
  TOKEN: Type.Optional(Type.String({ pattern: "^[a-z]{4,}$", writeOnly: true })),
  NAME: Type.String({ minLength: 1 }),
};

function messageOf(environment: Record<string, string>): string {
  try {
    readSettings(properties, environment);
  } catch (error) {
    assert.ok(isAppError(error, "invalid_settings"), String(error));
    return error.message;
  }
  return assert.fail("nothing was found wrong");
}

describe("readSettings", () => {
  it("reads each variable as what it is described to be, and takes the default of one that is not set", () => {
    const settings = readSettings(properties, {
      PORT: "80",
      PRETTY: "true",
      SHARE: "0.25",
      NAME: "a",
      OTHER: "b",
    });
    assert.deepEqual(settings, {
      PORT: 80,
      ENGINE: "auto",
      LEVEL: "info",
      PRETTY: true,
      SHARE: 0.25,
      NAME: "a",
    });
  });

  it("takes an empty variable as not set", () => {
    assert.equal(readSettings(properties, { NAME: "a", PORT: "" }).PORT, 3000);
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

  it("leaves the environment as it is", () => {
    const environment = Object.freeze({ NAME: "a", PORT: "1", PATH: "/bin" });
    assert.equal(readSettings(properties, environment).PORT, 1);
  });
});
