import {
  exportFilterArgument,
  exportOptionsJson,
  importFilterOf,
  loadOptions,
  localeOf,
} from "@platen/converter";
import { type ConversionOptions, type SourceFormat, sourceFormats } from "@platen/core";

/** What every engine is asked for: what somebody gets who asks for nothing. */
export const options: ConversionOptions = {};

export const locale = localeOf(options);

/** Every option of the PDF by the name that LibreOffice knows it by. */
export type PdfOptions = Readonly<Record<string, { readonly type: string; readonly value: string }>>;
export const pdfOptions: PdfOptions = JSON.parse(exportOptionsJson(options));
export const pdfOptionsJson = exportOptionsJson(options);

/** For LibreOfficeKit's `documentLoadWithOptions`. */
export function loadOptionsFor(format: SourceFormat): string {
  return loadOptions(options, importFilterOf(format));
}

/** For soffice's command line: what stands before the document's name. */
export function commandLineFor(format: SourceFormat): string[] {
  const filter = exportFilterArgument(options, sourceFormats[format].family);
  return [...infilterFor(format), "--convert-to", `pdf:${filter}`];
}

export function infilterFor(format: SourceFormat): string[] {
  const filter = importFilterOf(format);
  return filter === undefined ? [] : [`--infilter=${filter.name}:${filter.options}`];
}
