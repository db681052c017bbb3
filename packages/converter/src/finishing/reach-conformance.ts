import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Failure, failureOf, type Warning } from "@platen/core";
import type { Conformance } from "../pdf-objects/conformance/conformance.ts";
import { everyObject } from "../pdf-tools/operations/apply-operation.ts";
import { type QpdfJob, runQpdf, type ToolContext } from "../pdf-tools/run-qpdf.ts";
import { verifyPdf } from "../pdf-tools/verify-pdf.ts";
import { type Finish, holdsForeignPdf } from "./finish.ts";

export type Reached =
  | { readonly ok: true; readonly paths: readonly string[]; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly failure: Failure };

/** What a PDF is to claim; undefined for nothing. */
export function conformanceAsked(asked: Finish): ConformanceAsked | undefined {
  const { pdfa, pdfua, verify } = asked.options;
  if (pdfa === undefined && pdfua !== true) return undefined;
  return {
    ...(pdfa !== undefined && { pdfa }),
    ...(pdfua === true && { pdfua }),
    // Whether a PDF is fit for everyone nobody can tell from its objects alone, and our own rules are those that
    // LibreOffice breaks.
    isVerified: verify === true || pdfua === true || holdsForeignPdf(asked),
  };
}

export interface ConformanceAsked extends Conformance {
  readonly isVerified: boolean;
}

/**
 * Mends what LibreOffice and the steps before leave that a claim forbids, and writes the claim. Fails with
 * `conformance_not_reached` where what is known of the PDF contradicts it all the same. `folder` must not exist yet.
 */
export async function reachConformance(
  path: string,
  conformance: ConformanceAsked,
  folder: string,
  context: ToolContext,
): Promise<Reached> {
  await mkdir(folder);
  const dumped = await runQpdf(
    {
      job: {
        ...{ inputFile: "in.pdf", outputFile: "out/objects.json" },
        ...everyObject,
      },
      inputs: { "in.pdf": path },
      folder: join(folder, "objects"),
    },
    context,
  );
  if (!dumped.ok) return dumped;
  const [json = ""] = dumped.paths;
  const to = join(folder, "update.json");
  const { inspection, signal } = context;
  const mended = await inspection.mendConformance({ pdf: path, json, conformance, to }, signal);
  if (!mended.ok) return mended;
  const { broken, films } = mended.value;
  if (broken.length > 0) return { ok: false, failure: notReached(nameOf(conformance), broken) };
  const written = await runQpdf(
    {
      job: {
        inputFile: "in.pdf",
        outputFile: "out/result.pdf",
        updateFromJson: "update.json",
        ...formOf(conformance),
      },
      inputs: { "in.pdf": path, "update.json": to },
      folder: join(folder, "result"),
    },
    context,
  );
  if (!written.ok) return written;
  const refuted = conformance.isVerified
    ? await refute(written.paths[0] ?? "", conformance, folder, context)
    : undefined;
  if (refuted !== undefined) return { ok: false, failure: refuted };
  return { ok: true, paths: written.paths, warnings: filmWarnings(films) };
}

/** Why the PDF is not what it claims, by veraPDF. */
async function refute(
  path: string,
  { pdfa, pdfua = false }: Conformance,
  folder: string,
  context: ToolContext,
): Promise<Failure | undefined> {
  for (const flavour of [pdfa, pdfua ? ("ua1" as const) : undefined]) {
    if (flavour === undefined) continue;
    const verified = await verifyPdf(path, flavour, join(folder, `verified-${flavour}`), context);
    if (!verified.ok) return verified.failure;
    const name = nameOf(flavour === "ua1" ? { pdfua } : { pdfa: flavour });
    const broken = verified.brokenRules.map((rule) => ({ rule, what: "veraPDF's rule" }));
    if (broken.length > 0) return notReached(name, broken);
  }
  return undefined;
}

/** How the file itself has to be written. */
function formOf({ pdfa }: Conformance): QpdfJob {
  return {
    newlineBeforeEndstream: "",
    ...(pdfa === "1b" && { objectStreams: "disable" }),
    ...(pdfa === "4" && { forceVersion: "2.0" }),
  };
}

function nameOf({ pdfa, pdfua }: Conformance): string {
  return [...(pdfa === undefined ? [] : [`PDF/A-${pdfa}`]), ...(pdfua ? ["PDF/UA-1"] : [])].join(" and ");
}

function notReached(name: string, broken: readonly { readonly rule: string; readonly what: string }[]) {
  const rules = broken.map(({ rule, what }) => `${what} (${rule})`).join("; ");
  return failureOf("conformance_not_reached", `The PDF would be no ${name}: ${rules}. ${advice}`);
}

const advice = "Change that in the document, ask for another level, or for none.";

function filmWarnings(count: number): Warning[] {
  if (count === 0) return [];
  const what = count === 1 ? "A film or sound is" : `${count} films and sounds are`;
  return [{ code: "content_not_shown", message: `${what} not in the PDF: PDF/A has none.`, count }];
}
