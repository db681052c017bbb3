/**
 * LibreOffice behind the Converter of @platen/core. What a person asks of the PDF becomes LibreOffice's own options
 * in `options/`, one table for every engine.
 */
export { exportFilterArgument, exportOptionsJson } from "./options/export-filter.ts";
