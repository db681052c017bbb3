import type { OfficeAbilities } from "../preflight/inspect-source.ts";
import type { LibreOffice } from "./find-libreoffice.ts";

/** What a LibreOffice can do by its version. One whose version is not known is taken for a new one. */
export function abilitiesOf({ version }: Pick<LibreOffice, "version">): OfficeAbilities {
  const [year = Number.NaN, month = 0] = version.split(".").map(Number);
  return { opensOnePart: !(year < 24 || (year === 24 && month < 8)) };
}
