import type { OfficeAbilities } from "../preflight/inspect-source.ts";
import type { LibreOffice } from "./find-libreoffice.ts";
import { lackedFormats } from "./import-filters.ts";

/** What a LibreOffice can do by its version and its registry. One whose version is not known is taken for a new one. */
export function abilitiesOf(office: Pick<LibreOffice, "program" | "version">): OfficeAbilities {
  return {
    opensOnePart: opensOnePart(office),
    mergesParts: mergesParts(office),
    lacks: lackedFormats(office),
  };
}

type Version = Pick<LibreOffice, "version">;

export function opensOnePart(office: Version): boolean {
  return !isBefore(office, 24, 8);
}

/** 25.2 does not, 26.8 does; of those between nobody has tried it. */
export function mergesParts(office: Version): boolean {
  return !isBefore(office, 26, 8);
}

function isBefore({ version }: Version, ofYear: number, ofMonth: number): boolean {
  const [year = Number.NaN, month = 0] = version.split(".").map(Number);
  return year < ofYear || (year === ofYear && month < ofMonth);
}
