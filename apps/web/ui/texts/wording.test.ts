import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { Wording } from "./wording.ts";

const english = new Wording("en", en);
const spanish = new Wording("es", es);

/** Intl uses several kinds of space. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("Wording", () => {
  it("replaces placeholders by values, as text, and removes the others", () => {
    assert.equal(english.say("removeFile", { name: "a {b}.pptx" }), "Remove a {b}.pptx");
    assert.equal(english.say("removeFile"), "Remove ");
  });

  it("uses the plural forms of each language", () => {
    assert.equal(english.count("pages", 1), "1 page");
    assert.equal(english.count("pages", 0), "0 pages");
    assert.equal(plain(spanish.count("pages", 12_345)), "12.345 páginas");
  });

  it("shows sizes in a readable unit", () => {
    assert.equal(plain(english.bytes(55)), "55 bytes");
    assert.equal(plain(english.bytes(18_233)), "18 kB");
    assert.equal(plain(english.bytes(1_234_567)), "1.2 MB");
    assert.equal(plain(spanish.bytes(1_234_567)), "1,2 MB");
    assert.equal(plain(english.bytes(200_000_000)), "200 MB");
  });

  it("shows durations in at most two units", () => {
    assert.equal(plain(english.duration(-5)), "0 sec");
    assert.equal(plain(english.duration(12_400)), "12 sec");
    assert.equal(plain(english.duration(60_000)), "1 min");
    assert.equal(plain(english.duration(185_000)), "3 min 5 sec");
    assert.equal(plain(english.duration(24 * 3_600_000, "long")), "24 hours");
    assert.equal(plain(spanish.duration(24 * 3_600_000, "long")), "24 horas");
  });

  it("shows relative times in words", () => {
    assert.equal(english.fromNow(-5_000), "5 seconds ago");
    assert.equal(english.fromNow(23 * 3_600_000), "in 23 hours");
    assert.equal(spanish.fromNow(23 * 3_600_000), "dentro de 23 horas");
  });

  it("has no text for an unknown code", () => {
    assert.equal(english.find("advice", "no_such_code"), undefined);
    assert.equal(english.find("advice", "toString"), undefined);
  });
});
