import type { SourceFormat, Warning } from "@platen/core";
import { decodeXml } from "../preflight/xml-prolog.ts";
import { ZipArchive, ZipDamaged } from "../preflight/zip-archive.ts";
import { withoutHiddenPrintAreas } from "./hidden-sheets.ts";
import { writePackage } from "./write-package.ts";

export interface Mending {
  readonly path: string;
  /** Where a copy goes, if one is needed. */
  readonly to: string;
  readonly maxEntries: number;
}

export interface Mended {
  /** The copy was written, and is to be opened instead. */
  readonly isCopied: boolean;
  readonly warnings: readonly Warning[];
}

/** A larger part is left as it is: changing it would take more memory than a reader has. */
const maxPartBytes = 16_777_216;

/** The formats in which there is something that LibreOffice gets wrong and that can be set right before. */
export function maybeMended(format: SourceFormat): boolean {
  return format === "xlsx" || format === "xlsm";
}

/**
 * Writes a copy of the package `path` where something is to be set right; most documents need none. What cannot be read
 * so is for LibreOffice to judge.
 */
export async function mendSource({ path, to, maxEntries }: Mending): Promise<Mended> {
  try {
    const archive = await ZipArchive.open(path, maxEntries);
    return await mendPackage(archive, to).finally(() => archive.close());
  } catch (error) {
    if (error instanceof ZipDamaged) return { isCopied: false, warnings: [] };
    throw error;
  }
}

async function mendPackage(archive: ZipArchive, to: string): Promise<Mended> {
  const workbook = archive.find("xl/workbook.xml");
  if (!workbook?.isReadable) return { isCopied: false, warnings: [] };
  const { bytes, isWhole } = await archive.readStart(workbook, maxPartBytes);
  if (!isWhole) return { isCopied: false, warnings: [] };
  const found = withoutHiddenPrintAreas(decodeXml(bytes));
  const warnings = found.count > 0 ? [sheetsHidden(found.count)] : [];
  if (found.workbook === undefined || !isUtf8(bytes)) return { isCopied: false, warnings };
  writePackage(archive, new Map([[workbook, Buffer.from(found.workbook)]]), to);
  return { isCopied: true, warnings };
}

/** In another encoding the text would no longer be what its declaration says. */
function isUtf8(bytes: Buffer): boolean {
  return bytes[0] === 0x3c || bytes[0] === 0xef;
}

function sheetsHidden(count: number): Warning {
  const what = count === 1 ? "1 sheet is" : `${count} sheets are`;
  return { code: "sheets_hidden", message: `${what} hidden and not in the result.` };
}
