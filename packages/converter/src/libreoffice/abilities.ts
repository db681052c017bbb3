import type { OfficeAbilities } from "../preflight/inspect-source.ts";
import type { LibreOffice } from "./find-libreoffice.ts";
import { lackedFormats } from "./import-filters.ts";

/** What a LibreOffice can do by its version and its registry. One whose version is not known is taken for a new one. */
export function abilitiesOf(office: Pick<LibreOffice, "program" | "version">): OfficeAbilities {
  return { opensOnePart: opensOnePart(office), lacks: lackedFormats(office) };
}

export function opensOnePart({ version }: Pick<LibreOffice, "version">): boolean {
  const [year = Number.NaN, month = 0] = version.split(".").map(Number);
  return !(year < 24 || (year === 24 && month < 8));
}
