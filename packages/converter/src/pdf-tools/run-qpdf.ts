import { join } from "node:path";
import { type Failure, failureOf } from "@platen/core";
import type { Inspection } from "../inspection/inspection.ts";
import { runTool, type ToolRun } from "./run-tool.ts";
import { findTool, type ToolBench } from "./tool-bench.ts";

/** What every work on a PDF needs. */
export interface ToolContext {
  readonly bench: ToolBench;
  /** Reads what tools tell of a PDF. */
  readonly inspection: Inspection;
  readonly signal: AbortSignal;
}

/** A job in qpdf's own JSON. Passwords stand in it, so it goes to qpdf in a file that only qpdf's user can read. */
export type QpdfJob = Readonly<Record<string, unknown>>;

export interface QpdfTask {
  readonly job: QpdfJob;
  /** Files, by the names that the job has for them. Results belong below `out`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** For the results; must not exist yet. */
  readonly folder: string;
  /** A password was given for a source, which makes another refusal the password's fault. */
  readonly hasPassword?: boolean;
}

export type ToolOutcome =
  | { readonly ok: true; readonly paths: readonly string[] }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Damaged PDFs fail with `source_corrupt`, protected ones with `source_encrypted` or `wrong_password`. What qpdf could
 * mend, it has mended.
 */
export async function runQpdf(task: QpdfTask, { bench, signal }: ToolContext): Promise<ToolOutcome> {
  const { job, inputs, folder, hasPassword = false } = task;
  const program = await findTool("qpdf", "qpdf");
  const args = ["--job-json-file=job.json"];
  const texts = { "job.json": JSON.stringify(job) };
  const run = await runTool({ program, args, inputs, texts, folder, signal }, bench);
  const failure = failureOfTool(run) ?? failureOfQpdf(run, hasPassword);
  if (failure !== undefined) return { ok: false, failure };
  return { ok: true, paths: run.files.map((name) => join(folder, name)) };
}

/** Why a tool did not come to its end by itself. */
export function failureOfTool({ end }: ToolRun): Failure | undefined {
  if (end.kind === "exited") return undefined;
  if (end.kind === "canceled") return failureOf("canceled");
  if (end.kind === "timeout") return failureOf("conversion_timeout");
  if (end.kind === "limit") return { ...failureOf("resource_limit"), detail: "a tool met its limits" };
  return { ...failureOf("engine_crashed"), detail: `a tool died: ${end.signal}` };
}

/** Done, but something in the PDF was not as it should be. */
const doneWithWarnings = 3;

function failureOfQpdf({ end, stderr }: ToolRun, hasPassword: boolean): Failure | undefined {
  if (end.kind !== "exited" || end.status === 0 || end.status === doneWithWarnings) return undefined;
  // Its words may hold some of the PDF's, so the log gets its status alone.
  const detail = `qpdf ended with status ${end.status}`;
  if (stderr.includes("invalid password"))
    return { ...failureOf(hasPassword ? "wrong_password" : "source_encrypted"), detail };
  if (stderr.includes("bad_alloc") || stderr.includes("out of memory"))
    return { ...failureOf("resource_limit"), detail };
  if (stderr.includes("page range") || stderr.includes("out of range"))
    return { ...failureOf("pages_out_of_range"), detail };
  return { ...failureOf("source_corrupt"), detail };
}
