import assert from "node:assert/strict";
import { it } from "node:test";
import type { PressEnd } from "@platen/converter/press";
import type { HostileRun } from "./press-documents.ts";
import { type VerdictLine, verdictInJail, verdictOfControl } from "./verdict.ts";

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

const broken = (lines: readonly VerdictLine[]) => lines.filter(({ holds }) => !holds).map(({ text }) => text);

it("holds when nothing is seen in the jail and everything without it", () => {
  assert.deepEqual(broken(verdictInJail(quiet)), []);
  assert.deepEqual(broken(verdictOfControl(loud)), []);
});

it("fails on anything that got out", () => {
  assert.deepEqual(broken(verdictInJail(loud)), [
    "1 connections in the jail: GET /hit",
    "1 canaries in PDFs in the jail: a.odt: root:x:0:0",
    "1 markers of macros in the jail: a.odt",
  ]);
});

it("fails when a document took the mother with it, when the jail could not be shut, and when there was no document", () => {
  assert.equal(broken(verdictInJail({ ...quiet, isSameMother: false })).length, 1);
  const unjailed = new Map([["a.odt", { ...end, outcome: "jail_failed" as const }]]);
  assert.equal(broken(verdictInJail({ ...quiet, ends: unjailed })).length, 1);
  assert.equal(broken(verdictInJail({ ...quiet, ends: new Map() })).length, 1);
});

it("fails when nothing is seen without the jail either, since then the run shows nothing", () => {
  assert.equal(broken(verdictOfControl(quiet)).length, 3);
});
