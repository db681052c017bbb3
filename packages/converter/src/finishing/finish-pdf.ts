import { join } from "node:path";
import { AppError } from "@platen/core";
import type { Inspection } from "../inspection/inspection.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import type { ToolBench } from "../pdf-tools/tool-bench.ts";
import type { Finish, Finished } from "./finish.ts";
import { isProtectionAsked, protectPdf } from "./protect-pdf.ts";

export interface FinishingParts {
  readonly inspection: Inspection;
  /** Where tools change PDFs; without it whatever needs one is refused. */
  readonly bench: ToolBench | undefined;
  readonly signal: AbortSignal;
}

/**
 * What is done to a PDF that was made and looked at, in this order; protection is last, because nobody reads on behind
 * it. A PDF of which nothing is asked is left as it is. The results lie in new folders below `folder`.
 */
export async function finishPdf(
  path: string,
  asked: Finish,
  folder: string,
  { inspection, bench, signal }: FinishingParts,
): Promise<Finished> {
  if (!isProtectionAsked(asked)) return { ok: true, path };
  const context: ToolContext = { bench: bench ?? refuse(), inspection, signal };
  return protectPdf(path, asked, join(folder, "protected"), context);
}

function refuse(): never {
  const message = "PDFs cannot be changed here. Run npm run doctor.";
  throw new AppError("unavailable", "engine_unavailable", message);
}
