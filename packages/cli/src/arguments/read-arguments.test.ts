import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError, optionsSchema } from "@platen/converter";
import { type Command, ownFlags, readArguments } from "./read-arguments.ts";
import { kebabCase } from "./read-options.ts";
import { optionsText } from "./usage.ts";

function commandOf(line: string, environment = {}): Command {
  const given = readArguments(line.split(" "), environment);
  assert.equal(given.kind, "convert");
  return (given as { command: Command }).command;
}

function mistakeOf(line: string): string {
  try {
    commandOf(line);
  } catch (error) {
    assert.ok(isAppError(error, "invalid_arguments"), String(error));
    return error.message;
  }
  throw new Error(`${line} was accepted`);
}

describe("the command line", () => {
  it("names documents, with or without the word convert", () => {
    for (const line of ["a.pptx b.docx", "convert a.pptx b.docx"]) {
      const { sources, format, out, overwrite, report } = commandOf(line);
      assert.deepEqual([sources, format, out], [["a.pptx", "b.docx"], "pdf", undefined]);
      assert.deepEqual([overwrite, report], [false, "text"]);
    }
  });

  it("takes every option of a conversion as a flag of two spellings and as a pair, in the form that people write", () => {
    const expected = { pages: "1-3", singlePageSheets: true, dpi: 50 };
    for (const line of [
      "a.xlsx --pages=1-3 --single-page-sheets --dpi 50",
      "a.xlsx --pages 1–3 --singlePageSheets --dpi=50",
      "a.xlsx --option pages=1-3 --option singlePageSheets=yes --option dpi=50",
      "a.xlsx --option pages=1-3 --option single-page-sheets=1 --option dpi=50",
    ])
      assert.deepEqual(commandOf(line).options, expected, line);
    assert.equal(commandOf("a.xlsx --no-single-page-sheets").options.singlePageSheets, false);
  });

  it("has no flag of its own that is also an option of a conversion", () => {
    const names = Object.keys(optionsSchema.properties).flatMap((name) => [name, kebabCase(name)]);
    assert.deepEqual(
      names.filter((name) => Object.hasOwn(ownFlags, name)),
      [],
    );
  });

  it("keeps passwords of the result apart from its options", () => {
    const { options, resultPasswords } = commandOf("a.docx --open-password secret --permissions print");
    assert.deepEqual(options, { permissions: "print" });
    assert.deepEqual(resultPasswords, { openPassword: "secret" });
  });

  it("takes server, key and password from the environment, where no flag says otherwise", () => {
    const environment = { PLATEN_SERVER: "https://one/", PLATEN_KEY: "k1", PLATEN_PASSWORD: "p" };
    const { server, password } = commandOf("a.docx", environment);
    assert.deepEqual([server, password], [{ url: "https://one", key: "k1" }, "p"]);
    assert.equal(commandOf("a.docx --server http://two --key k2", environment).server?.key, "k2");
  });

  it("reads what is wanted from the name of the result", () => {
    assert.equal(commandOf("a.pptx --out a.png").format, "png");
    assert.equal(commandOf("a.pptx --out a.png --to jpg").format, "jpg");
  });

  it("says everything that is wrong at once, and what is allowed", () => {
    const message = mistakeOf("a.pptx --pages x --dpi 5 --option nothing=1");
    for (const part of ["pages", "dpi must be from 10 to 1200", "no option nothing"])
      assert.ok(message.includes(part), message);
    assert.match(mistakeOf("a.pptx --pages 5-2"), /5-2/);
    assert.match(mistakeOf("a.pptx --unknown"), /--unknown/);
    assert.match(mistakeOf("a.pptx --to abc"), /--to must be one of pdf/);
    assert.match(mistakeOf("convert"), /Name a document/);
    assert.match(mistakeOf("-"), /--from/);
    assert.match(mistakeOf("a.pptx --server example"), /--server must be an address/);
    assert.match(mistakeOf("a.pptx --jobs 0"), /--jobs/);
    assert.match(mistakeOf("a.pptx --pdfa 2b --open-password x"), /PDF\/A allows no encryption/);
  });

  it("names every option in its list", () => {
    const text = optionsText();
    for (const name of Object.keys(optionsSchema.properties))
      assert.ok(text.includes(`--${kebabCase(name)}`), name);
  });
});
