import { join } from "node:path";
import { type ConversionRequest, type Failure, failureOf } from "@platen/core";
import type { Inspection } from "./inspection/inspection.ts";
import type { SourceFacts } from "./preflight/inspect-source.ts";

export type Inspected =
  | { readonly ok: true; readonly request: ConversionRequest; readonly facts: SourceFacts }
  | { readonly ok: false; readonly failure: Failure };

/** With which Excel encrypts workbooks that are locked but have no password. */
const ownPassword = "VelvetSweatshop";

/**
 * Inspects a source. What lies in an encryption or in one XML file is taken out, and the request goes on with the document
 * inside.
 */
export async function inspectOpened(
  request: ConversionRequest,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<Inspected> {
  const { source, password, options } = request;
  const { encoding } = options;
  const claimed = { ...source, hasPassword: password !== undefined, encoding };
  const found = await inspection.inspectSource(claimed, signal);
  if (!found.ok) return found;
  const { within } = found.facts;
  if (within === undefined) return { ok: true, request, facts: found.facts };
  const to = join(request.folder, "opened");
  const failure = await takeOut[within]({ request, inspection, signal, to });
  if (failure !== undefined) return { ok: false, failure };
  const inside = await inspection.inspectSource({ ...claimed, path: to }, signal);
  if (inside.ok)
    return { ok: true, request: { ...request, source: { ...source, path: to } }, facts: inside.facts };
  // What was taken out is no document only where it is damaged.
  const isNoDocument = ["unsupported_format", "source_empty"].includes(inside.failure.code);
  return {
    ok: false,
    failure: isNoDocument
      ? { ...failureOf("source_corrupt"), detail: `within the ${within}` }
      : inside.failure,
  };
}

interface TakingOut {
  readonly request: ConversionRequest;
  readonly inspection: Inspection;
  readonly signal: AbortSignal;
  readonly to: string;
}

/** Undefined when the document lies in `to`, otherwise why it does not. */
const takeOut = {
  encryption: async ({ request, inspection, signal, to }: TakingOut): Promise<Failure | undefined> => {
    const { source, password } = request;
    const passwords = [...(password === undefined ? [] : [password]), ownPassword];
    const unlocked = await inspection.unlockOpenXml({ path: source.path, to, passwords }, signal);
    if (!unlocked.ok) return unlocked.failure;
    if (unlocked.value) return undefined;
    return failureOf(password === undefined ? "source_encrypted" : "wrong_password");
  },
  "flat-package": async ({ request, inspection, signal, to }: TakingOut): Promise<Failure | undefined> => {
    const unpacked = await inspection.unpackFlatPackage({ path: request.source.path, to }, signal);
    if (!unpacked.ok) return unpacked.failure;
    return unpacked.value ? undefined : failureOf("source_corrupt");
  },
};
