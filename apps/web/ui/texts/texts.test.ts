import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failures } from "@platen/core";
import { en } from "./en.ts";
import { es } from "./es.ts";

const refusals = ["upload_too_large", "quota_exceeded", "too_many_requests", "server_overloaded"];

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("the texts of the page", () => {
  for (const [language, texts] of Object.entries({ en, es })) {
    it(`say in "${language}" what happened and what to do for every failure code, and when an upload is refused`, () => {
      for (const code of [...Object.keys(failures), ...refusals]) {
        assert.ok(`failure_${code}` in texts, `no text for the failure ${code}`);
        assert.ok(`advice_${code}` in texts, `no advice for the failure ${code}`);
      }
    });

    it(`are never empty in "${language}"`, () => {
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), "", key);
    });
  }

  it("use the same placeholders in both languages", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      assert.deepEqual(placeholders(es[key]), placeholders(en[key]), key);
    }
  });
});
