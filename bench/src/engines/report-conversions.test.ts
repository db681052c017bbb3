import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { engineThresholds } from "./engine-thresholds.ts";
import type { Conversion } from "./measuring/measure-conversions.ts";
import { longestFirst } from "./measuring/measure-engines.ts";
import { engineNames } from "./open-engines.ts";
import { convertedBy, cpuRatio } from "./report-conversions.ts";
import { isMet } from "./thresholds.ts";

const conversion = (engine: string, document: string, cpuSeconds: number, pages?: number): Conversion => ({
  ...{ engine, document, cpuSeconds, nodeSeconds: 0, wallSeconds: 1, ownBytes: 30e6, result: "" },
  ...(pages !== undefined && { pages }),
});

describe("cpuRatio", () => {
  it("compares only documents that both converted: a fast failure is not a saving", () => {
    const one = [conversion("a", "x", 1, 1), conversion("a", "y", 0.01)];
    const other = [conversion("b", "x", 2, 1), conversion("b", "y", 9, 1)];
    assert.equal(cpuRatio(one, other), 0.5);
  });
});

describe("convertedBy", () => {
  it("counts a document once, and not when one of its rounds failed", () => {
    const twice = [conversion("a", "x", 1, 1), conversion("a", "x", 1, 1)];
    assert.equal(convertedBy([...twice, conversion("a", "y", 1, 1), conversion("a", "y", 1)]), 1);
  });
});

describe("longestFirst", () => {
  it("orders by the processor time over all engines", () => {
    const documents = ["short", "long"].map((name) => ({
      name,
      path: name,
      format: "pptx" as const,
      bytes: 1,
    }));
    const conversions = [conversion("a", "short", 1, 1), conversion("a", "long", 3, 1)];
    assert.deepEqual(
      longestFirst(documents, conversions).map(({ name }) => name),
      ["long", "short"],
    );
  });
});

describe("engineThresholds", () => {
  const throughputs = [1, 2].map((slots) => ({
    ...{ engine: engineNames.press, slots, converted: 1, wallSeconds: 10 / slots },
    ...{ cpuSeconds: 1, otherWork: 0 },
  }));
  const figures = [
    [engineNames.press, 1],
    [engineNames.package, 3],
    [engineNames.soffice, 2],
    [engineNames.baseline, 1.1],
  ] as const;
  const of = (engine: string, seconds: number) => ({
    ...{ engine, conversions: [conversion(engine, "x", seconds, 1)] },
    throughputs: engine === engineNames.press ? throughputs : [],
  });

  it("are met if the press is as good as promised", () => {
    assert.ok(engineThresholds(figures.map(([engine, seconds]) => of(engine, seconds))).every(isMet));
  });

  it("are missed if a figure is missing", () => {
    const thresholds = engineThresholds([of(engineNames.press, 1)]).filter((threshold) => !isMet(threshold));
    assert.deepEqual(
      thresholds.map(({ name }) => name),
      ["CPU against the baseline", "CPU against libreoffice-convert, plain"],
    );
  });
});
