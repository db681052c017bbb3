import {
  type ConversionOptions,
  type ConversionRequest,
  optionsSchema,
  type SourceFormat,
} from "@platen/core";
import type { TextTarget } from "../preflight/text-source.ts";
import { stemOf } from "../source-name.ts";
import type { ImportFilter } from "./import-filter.ts";

/** The locale that decides the paper of documents that name none. */
export function localeOf(options: ConversionOptions): string {
  return options.locale ?? optionsSchema.properties.locale.default;
}

/**
 * The options as LibreOfficeKit's `documentLoadWithOptions` takes them: what it does not know itself it hands to the
 * import filter.
 */
export function loadOptions(options: ConversionOptions, importFilter?: ImportFilter): string {
  const language = `Language=${localeOf(options)}`;
  const { options: ofFilter = "" } = importFilter ?? {};
  return ofFilter === "" ? language : `${language},${ofFilter}`;
}

/** As what LibreOffice gets a source that is text. */
export function textTargetOf(
  format: SourceFormat,
  { source, options }: Pick<ConversionRequest, "source" | "options">,
): TextTarget {
  if (format !== "csv") return { kind: "text" };
  const { separator, decimal } = options;
  return {
    kind: "sheet",
    name: stemOf(source.filename) || "source",
    locale: localeOf(options),
    separator: separator === "tab" ? "\t" : separator,
    decimal,
  };
}
