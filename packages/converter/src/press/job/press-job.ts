import { join } from "node:path";
import type { Failure } from "@platen/core";
import type { EngineTask } from "../../engine.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { importFilterOf } from "../../options/import-filter.ts";
import { loadOptions, textTargetOf } from "../../options/load-options.ts";
import { sourceNameOf } from "../../source-name.ts";
import { stepsText } from "../../steps/step.ts";
import {
  giveToChild,
  type JobFolder,
  makeJobFolder,
  nameBeside,
  passwordName,
  placePassword,
  placeSource,
  placeSteps,
  resultPrefix,
  stepsName,
} from "./job-folder.ts";
import type { PressLimits, PressRequest } from "./press-request.ts";

export interface PressJob {
  readonly folder: JobFolder;
  readonly pressRequest: PressRequest;
}

export interface PressJobSettings {
  /** The user that the child becomes; undefined where it stays the same. */
  readonly userId: number | undefined;
  readonly limits: PressLimits;
  readonly writeText: (input: Parameters<Inspection["writeText"]>[0]) => ReturnType<Inspection["writeText"]>;
}

/**
 * Lays out everything that a child needs, and nothing else, in a folder of its own below the request's. A failure is
 * that of a text which is too much to be laid out.
 */
export async function preparePressJob(
  { request, facts, output, steps }: Pick<EngineTask, "request" | "facts" | "output" | "steps">,
  { userId, limits, writeText }: PressJobSettings,
): Promise<PressJob | { readonly failure: Failure }> {
  const { source, folder: parent, options, password } = request;
  const { format, text, isEncrypted } = facts;
  const folder = await makeJobFolder(parent, userId);
  // Files of which several are made are told by how their names begin.
  const name = sourceNameOf(output.isSeveral ? undefined : source.filename, format);
  const beside = (own: string) => nameBeside(name, own);
  const path = join(folder.path, name);
  if (text === undefined) await placeSource(folder, source.path, name);
  else {
    const target = textTargetOf(format, request);
    const written = await writeText({ from: source.path, to: path, stored: text, target });
    if (!written.ok) return { failure: written.failure };
  }
  // A password for a document that has none is no mistake; it is not needed.
  const needed = isEncrypted ? password : undefined;
  if (needed !== undefined) await placePassword(folder, beside(passwordName), needed);
  if (steps.length > 0) await placeSteps(folder, stepsText(steps));
  const secret = needed === undefined ? [] : [beside(passwordName)];
  await giveToChild(folder, [name, ...secret, ...(steps.length > 0 ? [stepsName] : [])]);
  // Nobody is there to answer a dialog. But LibreOffice 25 would then not ask for a password either.
  const quietly = isEncrypted ? "" : "Batch=1,";
  // LibreOfficeKit of 26 runs no macro where it is not told so, not even the profile's own, which does the steps. At this
  // level a document's macros may run in trusted folders only, and the profile names none.
  const withMacro = steps.length === 0 ? "" : "EnableMacrosExecution=true,MacroSecurityLevel=3,";
  return {
    folder,
    pressRequest: {
      folder: folder.path,
      source: name,
      result: beside(`${resultPrefix}.${output.extension}`),
      format: output.extension,
      ...(output.options.includes(",") && !output.options.startsWith("{") && { filter: output.filter }),
      ...(needed !== undefined && { passwordFile: beside(passwordName) }),
      ...(steps.length > 0 && { hasSteps: true }),
      loadOptions: `${quietly}${withMacro}${loadOptions(options, importFilterOf(facts))}`,
      exportOptions: output.options,
      limits,
    },
  };
}
