import { type ConversionOptions, type Family, factsOfFormat, type SourceFormat } from "@platen/core";
import { moduleOf, type OfficeModule } from "./office-module.ts";
import { pdfFilterOptions } from "./pdf-filter-options.ts";

export function pdfExportFilterOf(module: OfficeModule): string {
  return `${module}_pdf_Export`;
}

/** The options as LibreOfficeKit's `saveAs` takes them beside the format `pdf`. Holds no blank. */
export function exportOptionsJson(options: ConversionOptions, family: Family): string {
  return JSON.stringify(pdfFilterOptions(options, family)).replaceAll(" ", "\\u0020");
}

/**
 * Filter and options as soffice's `--convert-to pdf:` takes them. Holds no blank: libreoffice-convert would put
 * quotation marks around it that soffice does not take away.
 */
export function exportFilterArgument(options: ConversionOptions, format: SourceFormat): string {
  const json = exportOptionsJson(options, factsOfFormat(format).family);
  return `${pdfExportFilterOf(moduleOf({ format }))}:${json}`;
}
