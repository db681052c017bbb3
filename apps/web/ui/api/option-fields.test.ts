import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsOf, optionsSchema } from "@platen/core";
import { en } from "../texts/en.ts";
import { keepOptions, keptOptions } from "./kept-options.ts";
import { type OptionField, optionGroups, usefulOptions } from "./option-fields.ts";
import { presetOf, presets, withPreset } from "./presets.ts";

const schema: Record<string, { type: string; default?: unknown; enum?: readonly string[] }> =
  optionsSchema.properties;
const fields: [string, OptionField][] = Object.values(optionGroups).flatMap((group) => Object.entries(group));

describe("the option fields of the page", () => {
  it("are options of the API, with its defaults and values", () => {
    for (const [name, field] of fields) {
      const of = schema[name];
      assert.ok(of, name);
      if (field.kind === "check") assert.deepEqual([of.type, field.normal], ["boolean", of.default], name);
      if (field.kind === "choice" && of.enum)
        assert.deepEqual(field.choices.filter(Boolean).toSorted(), of.enum.toSorted(), name);
      if (field.kind === "choice") assert.equal(field.normal, of.default ?? "", name);
      if (field.kind === "number") assert.equal(of.type, "integer", name);
    }
  });

  it("have a name and a line about what each is for", () => {
    for (const [name] of fields) assert.ok(`option_${name}` in en && `hint_${name}` in en, name);
    for (const group of Object.keys(optionGroups)) assert.ok(`group${group}` in en, group);
  });

  it("do not ask for speaker notes where there are no slides", () => {
    const families = ["text", "sheet", "drawing", "presentation"] as const;
    const asking = families.filter((family) => "notesPages" in optionsOf("pdf", family));
    assert.deepEqual(asking, ["presentation"]);
  });

  it("are shown only where they make a difference", () => {
    const formats = {
      maxUploadBytes: 1,
      keepMs: 1,
      accept: [],
      sources: [
        { extension: "pptx", family: "presentation" as const, to: ["pdf", "png"] },
        { extension: "xlsx", family: "sheet" as const, to: ["pdf"] },
        { extension: "csv", family: "sheet" as const, to: ["pdf"] },
      ],
      targets: {
        pdf: {
          optionsByFamily: {
            presentation: ["pages", "hiddenSlides", "dpi"],
            sheet: ["fitWidth", "encoding"],
          },
        },
        png: { optionsByFamily: { presentation: ["pages", "dpi"] } },
      },
    };
    const of = (...files: [string, string][]) =>
      [
        ...usefulOptions(
          files.map(([name, format]) => ({ name, format })),
          formats,
        ),
      ].sort();
    assert.deepEqual(of(["a.pptx", "pdf"]), ["hiddenSlides", "pages"]);
    assert.deepEqual(of(["a.pptx", "png"]), ["dpi", "pages"]);
    assert.deepEqual(of(["a.pptx", "pdf"], ["b.xlsx", "pdf"]), ["fitWidth", "hiddenSlides", "pages"]);
    assert.deepEqual(of(["b.csv", "pdf"]), ["encoding", "fitWidth"]);
    assert.deepEqual(of(["c.heic", "pdf"]), []);
  });
});

describe("presets", () => {
  it("set options of the API, and leave the others as they are", () => {
    for (const preset of Object.values(presets))
      for (const name of Object.keys(preset)) assert.ok(schema[name], name);
    const options = withPreset({ pages: "1-3", pdfa: "1b" }, "Small");
    assert.deepEqual(options, { pages: "1-3", images: "screen", optimize: true });
    assert.equal(presetOf(options), "Small");
    assert.equal(presetOf({ pages: "1-3" }), "Normal");
    assert.equal(presetOf({ images: "screen", pdfa: "2b" }), undefined);
  });
});

describe("kept options", () => {
  it("come back the next time, without secrets and what is of one document", () => {
    let text: string | null = null;
    const storage = {
      getItem: () => text,
      setItem: (_key: string, value: string) => {
        text = value;
      },
    };
    keepOptions(storage, { format: "png", options: { pages: "2", openPassword: "secret", tagged: true } });
    assert.doesNotMatch(String(text), /secret/);
    assert.deepEqual(keptOptions(storage), { format: "png", options: { tagged: true } });
    for (const wrong of ["{", "null", "5", '{"format":"pdf","options":{"a":{}}}', '{"options":[]}']) {
      text = wrong;
      assert.deepEqual(keptOptions(storage), { format: "pdf", options: {} }, wrong);
    }
  });
});
