/** The unmodified npm package libreoffice-convert as a program: for each document one soffice with a new profile. */
import { readFile, writeFile } from "node:fs/promises";
import { exportFilterArgument } from "@platen/converter";
import { convertWithOptions } from "libreoffice-convert";
import { infilterFor, options } from "./pdf-options.ts";
import { serveLines } from "./serve-lines.ts";

await serveLines(async ({ source, format, result }) => {
  const document = await readFile(source);
  const filter = exportFilterArgument(options, format);
  const choice = { fileName: `source.${format}`, sofficeAdditionalArgs: infilterFor(format) };
  const pdf = await new Promise<Buffer>((resolve, reject) => {
    convertWithOptions(document, "pdf", filter, choice, (error, made) =>
      error === null ? resolve(made) : reject(error),
    );
  });
  await writeFile(result, pdf);
  return "ok";
});
