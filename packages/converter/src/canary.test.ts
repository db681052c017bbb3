import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { it } from "node:test";
import { type ConversionOutcome, failureOf, isAppError } from "@platen/core";
import { Canary } from "./canary.ts";

const sound: ConversionOutcome = {
  ok: true,
  conversion: { path: "result.pdf", format: "pdf", pages: 1, engine: "test", warnings: [] },
};
const broken: ConversionOutcome = { ok: false, failure: failureOf("engine_crashed") };

const document = { format: "txt", bytes: Buffer.from("text") } as const;

function counting(outcomes: ConversionOutcome[]) {
  let count = 0;
  const convert = async () => {
    count += 1;
    return outcomes.shift() ?? sound;
  };
  return { convert, count: () => count };
}

it("converts its document before the first answer, and not again while that is fresh", async () => {
  const { convert, count } = counting([]);
  const canary = new Canary(document);
  assert.equal(canary.ageMs, undefined);
  await canary.check(convert);
  await canary.check(convert);
  assert.equal(count(), 1);
  assert.ok((canary.ageMs ?? Number.POSITIVE_INFINITY) < 10_000);
});

it("needs no document of its own while others are converted", async () => {
  const { convert, count } = counting([]);
  const canary = new Canary(document);
  canary.note();
  await canary.check(convert);
  assert.equal(count(), 0);
});

it("fails when its document cannot be converted, and is sound again once it can", async () => {
  const { convert } = counting([broken, broken, sound]);
  const canary = new Canary(document);
  for (let attempt = 0; attempt < 2; attempt++)
    await assert.rejects(canary.check(convert), (error) => isAppError(error, "engine_unavailable"));
  await canary.check(convert);
});

it("does not look well after a document that could not be converted, however fresh the last proof", async () => {
  const { convert } = counting([sound, broken, broken]);
  const canary = new Canary(document);
  await canary.prove(convert);
  await assert.rejects(canary.prove(convert), (error) => isAppError(error, "engine_unavailable"));
  await assert.rejects(canary.check(convert), (error) => isAppError(error, "engine_unavailable"));
});

it("tells of a full disk as such, and blames no engine", async () => {
  const canary = new Canary(document);
  const convert = async () => {
    await writeFile("/dev/full", "words");
    return sound;
  };
  await assert.rejects(canary.prove(convert), (error) => isAppError(error, "work_folder_full"));
});
