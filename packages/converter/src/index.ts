/**
 * LibreOffice behind the Converter of @platen/core. `openConverter` chooses an engine, and `convert-document.ts` is the
 * way of one document around it. What both engines share: what a person asks of the PDF becomes LibreOffice's own options in `options/`, one table for all; `preflight/` looks at the
 * source before LibreOffice does; `result/` looks at the PDF before anybody else does; `inspection/` has both done in
 * processes of their own; `libreoffice/` finds the program and writes its profile. The engines themselves are in
 * `libreoffice-convert/` and `press/`.
 */
export {
  AppError,
  type Conversion,
  type ConversionContext,
  type ConversionOptions,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  type Failure,
  furtherMistakes,
  isAppError,
  type OptionSchema,
  optionGroups,
  optionsSchema,
  protectionMistakes,
  type ResultPasswords,
  type SourceFormat,
  sourceFormats,
  type TargetFormat,
  targetFormats,
  tidyOptions,
  type Warning,
} from "@platen/core";
export { convertFile, type FileConversion } from "./convert-file.ts";
export {
  type ConverterSettings,
  converterSettings,
  defaultConverterSettings,
  mostMemoryBytes,
  smallestMemoryBytes,
} from "./converter-settings.ts";
export { type Examination, examine } from "./doctor/examine.ts";
export type { JailChoice } from "./jail/jail-choice.ts";
export { findLibreOffice, type LibreOffice } from "./libreoffice/find-libreoffice.ts";
export { makeOwnCaches } from "./libreoffice/own-caches.ts";
export { machineMemory } from "./memory/machine-memory.ts";
export { planCapacity } from "./memory/plan-capacity.ts";
export { prepareNativePrograms } from "./native-programs.ts";
export type { ConverterPlace } from "./open-converter.ts";
export { openConverter } from "./open-converter.ts";
export { exportFilterArgument, exportOptionsJson } from "./options/export-filter.ts";
export { type ImportFilter, importFilterOf } from "./options/import-filter.ts";
export { loadOptions, localeOf } from "./options/load-options.ts";
export type { FontsReport } from "./own-fonts/own-fonts.ts";
export { placeFile } from "./place-file.ts";
