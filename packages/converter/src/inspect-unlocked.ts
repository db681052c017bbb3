import { join } from "node:path";
import { type ConversionRequest, type Failure, failureOf } from "@platen/core";
import type { Inspection } from "./inspection/inspection.ts";
import type { SourceFacts } from "./preflight/inspect-source.ts";

export type Inspected =
  | { readonly ok: true; readonly request: ConversionRequest; readonly facts: SourceFacts }
  | { readonly ok: false; readonly failure: Failure };

/** With which Excel encrypts workbooks that are locked but have no password. */
const ownPassword = "VelvetSweatshop";

/** Inspects a source. One that is sealed is decrypted, and the request goes on with the document inside. */
export async function inspectUnlocked(
  request: ConversionRequest,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<Inspected> {
  const { source, password, options } = request;
  const { encoding } = options;
  const claimed = { ...source, hasPassword: password !== undefined, encoding };
  const found = await inspection.inspectSource(claimed, signal);
  if (!found.ok) return found;
  if (found.facts.isSealed !== true) return { ok: true, request, facts: found.facts };
  const to = join(request.folder, "unlocked");
  const passwords = [...(password === undefined ? [] : [password]), ownPassword];
  const unlocked = await inspection.unlockOpenXml({ path: source.path, to, passwords }, signal);
  if (!unlocked.ok) return unlocked;
  if (!unlocked.value)
    return { ok: false, failure: failureOf(password === undefined ? "source_encrypted" : "wrong_password") };
  const inside = await inspection.inspectSource({ ...claimed, path: to }, signal);
  if (inside.ok)
    return { ok: true, request: { ...request, source: { ...source, path: to } }, facts: inside.facts };
  // The password was right, so what is no document inside was one.
  const isNoDocument = ["unsupported_format", "source_empty"].includes(inside.failure.code);
  return {
    ok: false,
    failure: isNoDocument ? { ...failureOf("source_corrupt"), detail: "inside" } : inside.failure,
  };
}
