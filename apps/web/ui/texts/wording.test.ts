import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Wording } from "./wording.ts";

const english = new Wording("en");
const spanish = new Wording("es");

/** Intl separates with several kinds of blank. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("Wording", () => {
  it("fills in values as text and leaves nothing of the placeholders", () => {
    assert.equal(english.say("removeFile", { name: "a {b}.pptx" }), "Remove a {b}.pptx");
    assert.equal(english.say("removeFile"), "Remove ");
  });

  it("counts in each language", () => {
    assert.equal(english.count("pages", 1), "1 page");
    assert.equal(english.count("pages", 0), "0 pages");
    assert.equal(plain(spanish.count("pages", 12_345)), "12.345 páginas");
  });

  it("writes sizes in the unit a person would choose", () => {
    assert.equal(english.bytes(55), "55 bytes");
    assert.equal(english.bytes(18_233), "18 kB");
    assert.equal(english.bytes(1_234_567), "1.2 MB");
    assert.equal(plain(spanish.bytes(1_234_567)), "1,2 MB");
    assert.equal(english.bytes(200_000_000), "200 MB");
  });

  it("writes durations in at most two units", () => {
    assert.equal(english.duration(-5), "0 sec");
    assert.equal(english.duration(12_400), "12 sec");
    assert.equal(english.duration(60_000), "1 min");
    assert.equal(english.duration(185_000), "3 min 5 sec");
    assert.equal(english.duration(24 * 3_600_000, "long"), "24 hours");
    assert.equal(spanish.duration(24 * 3_600_000, "long"), "24 horas");
  });

  it("tells times from now in words", () => {
    assert.equal(english.fromNow(-5_000), "5 seconds ago");
    assert.equal(english.fromNow(23 * 3_600_000), "in 23 hours");
    assert.equal(spanish.fromNow(23 * 3_600_000), "dentro de 23 horas");
  });

  it("has no words for a code it does not know", () => {
    assert.equal(english.find("advice", "no_such_code"), undefined);
    assert.equal(english.find("advice", "toString"), undefined);
  });
});
