import {
  type ConversionAttachment,
  type EmbedsMetadata,
  type Mark,
  type Parsed,
  type PdfMetadata,
  type PdfOutline,
  type Rotation,
  readEmbedsMetadata,
  readMark,
  readPdfMetadata,
  readPdfOutline,
  readRotation,
  readSplit,
  type Split,
} from "@platen/core";
import type { Finish } from "./finish.ts";
import { isProtectionAsked } from "./protect-pdf.ts";
import { type ConformanceAsked, conformanceAsked } from "./reach-conformance.ts";

/** One thing that is done to each PDF once it is there. */
export type FinishingStep =
  | { readonly kind: "split"; readonly split: Split; readonly into: "ranges" | "pages" | "one" }
  | { readonly kind: "rotate"; readonly rotation: Rotation }
  /** `file` in the place of a text. */
  | { readonly kind: "watermark" | "stamp"; readonly mark: Mark; readonly file?: ConversionAttachment }
  | { readonly kind: "flatten" }
  | { readonly kind: "metadata"; readonly metadata: PdfMetadata }
  | { readonly kind: "outline"; readonly outline: PdfOutline }
  | {
      readonly kind: "embed";
      readonly files: readonly ConversionAttachment[];
      readonly metadata: EmbedsMetadata;
    }
  | { readonly kind: "optimize"; readonly images: boolean }
  | { readonly kind: "conform"; readonly conformance: ConformanceAsked }
  | { readonly kind: "protect"; readonly asked: Finish };

/**
 * What is asked for, in the order in which it is done: pages first, then what lies on them, then facts. What it
 * claims to be comes after all that changes it, and protection is last, because nobody reads on behind it.
 */
export function finishingSteps(asked: Finish): FinishingStep[] {
  const { options, attachedFiles = [] } = asked;
  const { split, splitInto: into = "ranges", rotate, watermark, stamp, metadata, outline } = options;
  const steps: FinishingStep[] = [];
  if (split !== undefined) steps.push({ kind: "split", split: readSplit(split), into });
  if (rotate !== undefined) steps.push({ kind: "rotate", rotation: readRotation(rotate) });
  steps.push(...marking("watermark", watermark, attachedFiles), ...marking("stamp", stamp, attachedFiles));
  if (options.flatten) steps.push({ kind: "flatten" });
  if (metadata !== undefined) steps.push({ kind: "metadata", metadata: checked(readPdfMetadata(metadata)) });
  if (outline !== undefined) steps.push({ kind: "outline", outline: checked(readPdfOutline(outline)) });
  const files = attachedFiles.filter(({ role }) => role === "embed");
  if (files.length > 0) {
    const facts = checked(readEmbedsMetadata(options.embedsMetadata ?? "{}"));
    steps.push({ kind: "embed", files, metadata: facts });
  }
  if (options.optimize || options.optimizeImages)
    steps.push({ kind: "optimize", images: options.optimizeImages === true });
  const conformance = conformanceAsked(asked);
  if (conformance !== undefined) steps.push({ kind: "conform", conformance });
  if (isProtectionAsked(asked)) steps.push({ kind: "protect", asked });
  return steps;
}

function marking(
  kind: "watermark" | "stamp",
  option: string | undefined,
  files: readonly ConversionAttachment[],
): FinishingStep[] {
  const file = files.find(({ role }) => role === kind);
  if (option === undefined && file === undefined) return [];
  return [{ kind, mark: checked(readMark(option ?? "{}")), ...(file !== undefined && { file }) }];
}

/** Options were checked when the job was accepted. */
export function checked<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new Error(`An option of an accepted job ${parsed.problem}`);
}
