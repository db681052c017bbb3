import { closeSync, fstatSync, openSync } from "node:fs";
import { crossReferenceIn } from "../../result/cross-reference.ts";
import { endOf, type PdfFile } from "../../result/pdf-file.ts";
import { PdfObjects } from "../../result/pdf-objects.ts";
import { associateFiles, describeFiles } from "../associated-files.ts";
import { PdfUpdate } from "../qpdf-json.ts";
import { dropActiveContent } from "./active-content.ts";
import { describeLinks, mendAnnotations, orderByTags } from "./annotations.ts";
import { brokenRules } from "./broken-rules.ts";
import { addCharacterSets } from "./character-sets.ts";
import { claimConformance } from "./claim-conformance.ts";
import type { BrokenRule, Conformance } from "./conformance.ts";
import { readEveryObject } from "./every-object.ts";
import { mendGlyphWidths } from "./glyph-widths.ts";
import { dropTransparencyGroups } from "./transparency-groups.ts";

export interface ConformanceMending {
  /** The PDF, without encryption. */
  readonly pdf: string;
  /** qpdf's JSON of all its objects. */
  readonly json: string;
  readonly conformance: Conformance;
  /** For what qpdf must change. */
  readonly to: string;
}

export interface MendedConformance {
  /** What cannot be mended. */
  readonly broken: readonly BrokenRule[];
  /** How many films and sounds were taken away. */
  readonly films: number;
}

/** Writes what qpdf must change, so that a PDF is what it is to claim; undefined where it has more objects than can be read. */
export function mendConformance({
  pdf,
  json: path,
  conformance,
  to,
}: ConformanceMending): MendedConformance | undefined {
  const json = readEveryObject(path);
  if (json === undefined) return undefined;
  const update = new PdfUpdate(json);
  const films = conformance.pdfa === undefined ? 0 : dropActiveContent(json, update);
  if (conformance.pdfa !== undefined) mendAnnotations(update.applied(json), update);
  if (conformance.pdfua) {
    orderByTags(update.applied(json), update);
    describeLinks(update.applied(json), update);
  }
  if (conformance.pdfa === "1b") dropTransparencyGroups(update.applied(json), update);
  if (conformance.pdfa !== undefined)
    withStreams(pdf, (streamOf) => {
      mendGlyphWidths(json, streamOf, update);
      if (conformance.pdfa === "1b") addCharacterSets(json, streamOf, update);
    });
  if (conformance.pdfa === "3b") {
    describeFiles(update.applied(json), `D:${timestamp()}`, update);
    associateFiles(update.applied(json), (_, present) => present ?? "Unspecified", update);
  }
  claimConformance(update.applied(json), conformance, update);
  const broken = conformance.pdfa === undefined ? [] : brokenRules(update.applied(json), conformance.pdfa);
  update.write(to);
  return { broken, films };
}

/** As dates of PDF are written. */
function timestamp(): string {
  return `${new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
}

function withStreams(path: string, use: (streamOf: (reference: string) => Buffer | undefined) => void): void {
  const descriptor = openSync(path, "r");
  try {
    const file: PdfFile = { descriptor, bytes: fstatSync(descriptor).size };
    const offset = crossReferenceIn(endOf(file), file);
    const objects = offset === undefined ? undefined : PdfObjects.open(file, offset);
    use((reference) => objects?.stream(Number.parseInt(reference, 10)));
  } finally {
    closeSync(descriptor);
  }
}
