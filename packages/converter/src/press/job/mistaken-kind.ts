import { isOnlyNamed } from "../../preflight/believed-formats.ts";
import { familyOf, type SourceFacts } from "../../preflight/inspect-source.ts";
import type { PressEnd } from "../process/press-message.ts";

/** Whether LibreOffice opened something else than the source's name says: what it cannot tell apart it takes for text. */
export function isMistaken(
  facts: Pick<SourceFacts, "format" | "family">,
  { kind }: Pick<PressEnd, "kind">,
): boolean {
  const family = familyOf(facts);
  if (!isOnlyNamed(facts.format) || family === "text") return false;
  return family === "drawing" ? kind !== "drawing" && kind !== "presentation" : kind !== family;
}
