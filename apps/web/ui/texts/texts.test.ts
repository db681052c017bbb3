import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { problems } from "../../src/problems/catalogue.ts";
import { en, type TextKey } from "./en.ts";
import { languages } from "./language.ts";
import { loadTexts } from "./load-texts.ts";
import { textOfCode } from "./text-of-code.ts";
import { Wording } from "./wording.ts";

const own = ["not_accepted", "server_unreachable", "answer_unclear"];
const warnings = [
  "font_missing",
  "glyphs_missing",
  "sheets_hidden",
  "slides_hidden",
  "changes_shown",
  "content_not_shown",
  "links_not_followed",
  "macros_ignored",
  "encoding_guessed",
  "callback_failed",
];

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map(String))].sort();
const all = await Promise.all(
  (Object.keys(languages) as (keyof typeof languages)[]).map(async (language) => ({
    language,
    texts: await loadTexts(language),
  })),
);

async function sourceOfPage(): Promise<string> {
  const folder = new URL("../", import.meta.url);
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => /^(?!texts\/).*(?<!\.test)\.ts$/.test(name));
  return (await Promise.all(sources.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n");
}

describe("the texts of the page", () => {
  for (const { language, texts } of all) {
    const wording = new Wording(language, texts);

    it(`say in "${language}" what happened and what to do for every problem code`, () => {
      for (const code of [...Object.keys(problems), ...own]) {
        assert.ok(wording.find("failure", code), `no text for the failure ${code}`);
        assert.ok(wording.find("advice", code), `no advice for the failure ${code}`);
      }
    });

    it(`say every warning in "${language}", one and several, and without its values`, () => {
      for (const code of warnings) {
        for (const count of [1, 2]) assert.ok(wording.findCounted("warning", code, count, {}), code);
        if (placeholders(wording.texts[`warning_${code}` as TextKey] ?? "{x}").length > 0)
          assert.ok(wording.find("warning", `${code}_some`), `${code}_some`);
      }
    });

    it(`have in "${language}" every key, none empty, and the same placeholders as in English`, () => {
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
      for (const key of Object.keys(en) as TextKey[]) {
        assert.notEqual(texts[key].trim(), "", key);
        const isPlural = /_(one|other)$/.test(key); // a language may write the number one as a word
        const ofText = placeholders(texts[key]).filter((name) => !isPlural || name !== "{count}");
        const ofEnglish = placeholders(en[key]).filter((name) => !isPlural || name !== "{count}");
        assert.deepEqual(ofText, ofEnglish, `${key} in ${language}`);
      }
    });

    it(`are another text in "${language}" wherever a sentence is English`, () => {
      if (language === "en") return;
      const same = (Object.keys(en) as TextKey[]).filter(
        (key) => /^(failure|advice|warning|hint)_/.test(key) && texts[key] === en[key],
      );
      assert.deepEqual(same, []);
    });
  }

  it("are all used by the page", async () => {
    const source = await sourceOfPage();
    const named = new Set([...source.matchAll(/"(\w+)"/g)].map(([, name]) => name));
    const begun = [...source.matchAll(/`(\w+)\$\{/g)].map(([, start = ""]) => start);
    const ended = [...source.matchAll(/`\$\{\w+\}(\w+)`/g)].map(([, end = ""]) => end);
    const codes = new Set([...Object.keys(problems).map(textOfCode), ...own, ...warnings]);
    const isUsed = (key: string): boolean => {
      const [, code] = /^(?:failure|advice|warning)_(\w+)$/.exec(key) ?? [];
      if (code !== undefined) return codes.has(code) || codes.has(code.replace(/_(one|other|some)$/, ""));
      return (
        named.has(key) ||
        begun.some((start) => key.startsWith(start)) ||
        ended.some((end) => key.endsWith(end) && named.has(key.slice(0, -end.length)))
      );
    };
    assert.deepEqual(
      Object.keys(en).filter((key) => !isUsed(key) && !isUsed(key.replace(/_(one|other)$/, ""))),
      [],
    );
  });

  it("name no code that the server does not know", async () => {
    const known = new Set<string>(Object.keys(problems));
    const source = await readFile(new URL("text-of-code.ts", import.meta.url), "utf8");
    for (const [, code = ""] of source.matchAll(/^ {2}(\w+): "/gm))
      assert.ok(known.has(code) || code === "batch_not_found", code);
  });
});
