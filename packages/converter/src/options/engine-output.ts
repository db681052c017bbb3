import type { ConversionOptions, Family } from "@platen/core";
import { exportOptionsJson, pdfExportFilters } from "./export-filter.ts";

/** The file that LibreOffice is to save. */
export interface EngineOutput {
  /** Of the file; LibreOfficeKit chooses the filter by it. */
  readonly extension: string;
  /** LibreOffice's name of the filter. */
  readonly filter: string;
  /** As the filter takes them: JSON for a PDF, tokens for text, often none. */
  readonly options: string;
}

/** What LibreOffice has to save of a document of this family. */
export function engineOutputOf(options: ConversionOptions, family: Family): EngineOutput {
  return { extension: "pdf", filter: pdfExportFilters[family], options: exportOptionsJson(options, family) };
}
