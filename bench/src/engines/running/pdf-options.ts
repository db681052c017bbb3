import {
  exportFilterArgument,
  exportOptionsJson,
  type ImportFilter,
  importFilterOf,
  loadOptions,
  localeOf,
} from "@platen/converter";
import type { ConversionOptions, SourceFormat } from "@platen/core";

/** The options for every engine: the defaults. */
export const options: ConversionOptions = {};

export const locale = localeOf(options);

/** Every PDF option by its LibreOffice name. */
export type PdfOptions = Readonly<Record<string, { readonly type: string; readonly value: string }>>;
/** The defaults are the same for every family. */
export const pdfOptionsJson = exportOptionsJson(options, "presentation");
export const pdfOptions: PdfOptions = JSON.parse(pdfOptionsJson);

/** For LibreOfficeKit's `documentLoadWithOptions`. */
export function loadOptionsFor(format: SourceFormat): string {
  return loadOptions(options, filterOf(format));
}

/** Arguments for soffice before the name of the document. */
export function commandLineFor(format: SourceFormat): string[] {
  const filter = exportFilterArgument(options, format);
  return [...infilterFor(format), "--convert-to", `pdf:${filter}`];
}

export function infilterFor(format: SourceFormat): string[] {
  const filter = filterOf(format);
  return filter === undefined ? [] : [`--infilter=${filter.name}:${filter.options}`];
}

/** Other converters get CSV as it is: commas, quotation marks, UTF-8, nothing made of what was written. */
function filterOf(format: SourceFormat): ImportFilter | undefined {
  const options = "44,34,76,1,,0,false,false,false,false,false,0,false";
  return format === "csv" ? { name: "Text - txt - csv (StarCalc)", options } : importFilterOf({ format });
}
