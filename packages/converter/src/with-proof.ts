import { type ConversionRequest, type Failure, type FailureCode, failureOf } from "@platen/core";
import type { Inspection } from "./inspection/inspection.ts";
import type { SourceFacts } from "./preflight/inspect-source.ts";

/** What LibreOffice says of every protected document that it cannot open. */
const unproved: readonly FailureCode[] = ["wrong_password", "encryption_unsupported", "source_corrupt"];

/** The failure of a protected document, told rightly where the document itself says whether the password is its own. */
export async function withProof(
  failure: Failure,
  { request, facts }: { readonly request: ConversionRequest; readonly facts: SourceFacts },
  inspection: Inspection,
  signal: AbortSignal,
): Promise<Failure> {
  const { password, source } = request;
  if (!facts.isEncrypted || password === undefined || !unproved.includes(failure.code)) return failure;
  const proof = await inspection.provePassword({ path: source.path, format: facts.format, password }, signal);
  if (!proof.ok || proof.value === undefined) return failure;
  return { ...failure, ...failureOf(proof.value ? "source_corrupt" : "wrong_password") };
}
