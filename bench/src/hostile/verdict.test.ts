import assert from "node:assert/strict";
import { it } from "node:test";
import type { PressEnd } from "@platen/converter/press";
import type { HostileRun } from "./press-documents.ts";
import { verdictOf } from "./verdict.ts";

const figures = { signal: 0, exitStatus: 0, wallMs: 1, cpuMs: 1, peakBytes: 1, slides: 0 };
const end: PressEnd = {
  event: "ended",
  id: "1",
  outcome: "converted",
  detail: "",
  kind: "text",
  ...figures,
  hasThumbnail: false,
  replacedFonts: [],
};
const quiet: HostileRun = {
  ends: new Map([["a.odt", end]]),
  ...{ canaries: [], requests: [], markers: [], isSameMother: true, layers: [] },
};
const loud: HostileRun = {
  ...quiet,
  canaries: ["a.odt: root:x:0:0"],
  requests: ["GET /hit"],
  markers: ["a.odt"],
};

const broken = (shut: HostileRun, open: HostileRun) =>
  verdictOf(shut, open)
    .filter(({ holds }) => !holds)
    .map(({ text }) => text);

it("holds when the jail shows nothing and its absence everything", () => {
  assert.deepEqual(broken(quiet, loud), []);
});

it("fails on anything that got out", () => {
  assert.deepEqual(broken(loud, loud), [
    "1 connections in the jail: GET /hit",
    "1 canaries in PDFs in the jail: a.odt: root:x:0:0",
    "1 markers of macros in the jail: a.odt",
  ]);
  assert.deepEqual(broken({ ...quiet, isSameMother: false }, loud), [
    "one mother served all of them and is alive",
  ]);
});

it("fails when nothing is seen without the jail either, since then the run shows nothing", () => {
  assert.equal(broken(quiet, quiet).length, 3);
});
