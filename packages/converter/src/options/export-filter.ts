import type { ConversionOptions, Family } from "@platen/core";
import { pdfFilterOptions } from "./pdf-filter-options.ts";

export const pdfExportFilters = {
  presentation: "impress_pdf_Export",
  text: "writer_pdf_Export",
  sheet: "calc_pdf_Export",
} as const satisfies Record<Family, string>;

/** The options as LibreOfficeKit's `saveAs` takes them beside the format `pdf`. Holds no blank. */
export function exportOptionsJson(options: ConversionOptions, family: Family): string {
  return JSON.stringify(pdfFilterOptions(options, family)).replaceAll(" ", "\\u0020");
}

/**
 * Filter and options as soffice's `--convert-to pdf:` takes them. Holds no blank: libreoffice-convert would put
 * quotation marks around it that soffice does not take away.
 */
export function exportFilterArgument(options: ConversionOptions, family: Family): string {
  return `${pdfExportFilters[family]}:${exportOptionsJson(options, family)}`;
}
