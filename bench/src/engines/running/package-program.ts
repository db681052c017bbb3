/** The npm package libreoffice-convert as it comes, as a program: one soffice with a profile of its making for each document. */
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { exportFilterArgument } from "@platen/converter";
import { sourceFormats } from "@platen/core";
import { convertWithOptions } from "libreoffice-convert";
import { infilterFor, options } from "./pdf-options.ts";
import { serveLines } from "./serve-lines.ts";

const convert = promisify(convertWithOptions);

await serveLines(async ({ source, format, result }) => {
  const pdf = await convert(
    await readFile(source),
    "pdf",
    exportFilterArgument(options, sourceFormats[format].family),
    { fileName: `source.${format}`, sofficeAdditionalArgs: infilterFor(format) },
  );
  await writeFile(result, pdf);
  return "ok";
});
