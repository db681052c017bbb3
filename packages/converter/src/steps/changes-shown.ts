import type { ConversionOptions, Warning } from "@platen/core";
import type { Needs } from "../preflight/needs.ts";

/** Tracked changes are in the result as such, which not everybody expects. */
export function changesShown({ changes = "shown" }: ConversionOptions, needs: Needs = {}): Warning[] {
  const count = needs.changes ?? 0;
  if (changes !== "shown" || count === 0) return [];
  const what = count === 1 ? "1 tracked change, which is" : `${count} tracked changes, which are`;
  const message = `The document has ${what} shown as such. With changes=accepted the result is as if all were accepted.`;
  return [{ code: "changes_shown", message, count }];
}
