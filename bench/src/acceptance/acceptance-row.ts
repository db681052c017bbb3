import type { FailureCode } from "@platen/core";
import type { Differences } from "./compare-documents.ts";
import type { PlainOutcome } from "./plain-office.ts";

export interface AcceptanceRow {
  readonly file: string;
  readonly key: string;
  readonly soffice: PlainOutcome;
  readonly platen: "converted" | FailureCode;
  /** LibreOffice's own words about a failure. */
  readonly detail?: string | undefined;
  readonly engine?: string | undefined;
  readonly pages?: number | null | undefined;
  /** Where both converted it. */
  readonly differences?: Differences | undefined;
}

export type Category = "both" | "only soffice" | "limits" | "only Platen" | "protected" | "neither";

const ofProtection: readonly string[] = ["source_encrypted", "wrong_password", "encryption_unsupported"];
const ofLimits: readonly string[] = ["conversion_timeout", "resource_limit", "source_too_complex"];

/** `protected` and `limits` say nothing of whether Platen opens what soffice opens: both are wanted. */
export function categoryOf({ soffice, platen }: Pick<AcceptanceRow, "soffice" | "platen">): Category {
  const opens = soffice === "converted";
  if (platen === "converted") return opens ? "both" : "only Platen";
  if (ofLimits.includes(platen)) return "limits";
  if (opens) return "only soffice";
  return ofProtection.includes(platen) ? "protected" : "neither";
}

/** How many of a hundred documents that soffice converts Platen converts; those beyond a limit are left out. */
export function acceptedPercent(rows: readonly AcceptanceRow[]): number {
  const count = (category: Category) => rows.filter((row) => categoryOf(row) === category).length;
  const opened = count("both") + count("only soffice");
  return opened === 0 ? 100 : (100 * count("both")) / opened;
}
