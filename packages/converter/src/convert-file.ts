import { copyFile, mkdir, rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import {
  type ConversionContext,
  type ConversionOptions,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  failureOf,
  type ResultFormat,
  type ResultPasswords,
  type SourceFormat,
  sourceFormatOf,
  type TargetFormat,
  targetFormats,
  targetsOfFormat,
} from "@platen/core";
import { placeFile } from "./place-file.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

export interface FileConversion {
  /** The document, or several that become one result. The name says what each is. */
  readonly source: string | readonly string[];
  /** Where the result goes. It says what is wanted, unless `format` does; a function learns what has come out. */
  readonly target: string | ((format: ResultFormat) => string);
  readonly format?: TargetFormat | undefined;
  /** What the document is, where its name does not say it. */
  readonly sourceFormat?: SourceFormat | undefined;
  readonly options?: ConversionOptions | undefined;
  /** Opens a protected document. */
  readonly password?: string | undefined;
  readonly resultPasswords?: ResultPasswords | undefined;
  /** Whether a file that is already there may be replaced. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ConversionContext["onProgress"];
}

/**
 * Converts a file into a file. The target appears when it is whole, and never otherwise; the source is only read. Fails with
 * `conflict` / `target_exists` where something is in the way that may not be replaced; failures of the document are
 * returned, as by `convert`. The path in the outcome is the target's.
 */
export async function convertFile(converter: Converter, wanted: FileConversion): Promise<ConversionOutcome> {
  const sources = [wanted.source].flat();
  const formats = sources.map((source) => wanted.sourceFormat ?? sourceFormatOf(source));
  const format = wanted.format ?? formatOf(wanted.target);
  if (format === undefined) return { ok: false, failure: failureOf("unsupported_target") };
  const folder = await makeTemporaryFolder("file");
  try {
    const copies: ConversionRequest["source"][] = [];
    for (const [index, source] of sources.entries()) {
      const sourceFormat = formats[index];
      if (sourceFormat === undefined) return { ok: false, failure: failureOf("unsupported_format") };
      if (!targetsOfFormat(sourceFormat).includes(format))
        return { ok: false, failure: failureOf("unsupported_target") };
      // A copy, because the engine may link to its source and give the link away.
      const path = join(folder, `source-${index}.${sourceFormat}`);
      await copyFile(source, path);
      copies.push({ path, format: sourceFormat, filename: basename(source) });
    }
    const [source, ...moreSources] = copies;
    if (source === undefined) return { ok: false, failure: failureOf("source_missing") };
    const own = join(folder, "conversion");
    await mkdir(own);
    const request: ConversionRequest = {
      ...{ source, format, options: { ...wanted.options, thumbnail: false }, folder: own },
      ...(moreSources.length > 0 && { moreSources }),
      ...(wanted.password !== undefined && { password: wanted.password }),
      ...(wanted.resultPasswords !== undefined && { resultPasswords: wanted.resultPasswords }),
    };
    const { signal = new AbortController().signal, onProgress } = wanted;
    const outcome = await converter.convert(request, { signal, ...(onProgress && { onProgress }) });
    if (!outcome.ok) return outcome;
    const { conversion } = outcome;
    const path = typeof wanted.target === "string" ? wanted.target : wanted.target(conversion.format);
    await placeFile(conversion.path, path, wanted.overwrite);
    return { ok: true, conversion: { ...conversion, path } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function formatOf(target: FileConversion["target"]): TargetFormat | undefined {
  if (typeof target !== "string") return undefined;
  const extension = extname(target).slice(1).toLowerCase();
  return Object.hasOwn(targetFormats, extension) ? (extension as TargetFormat) : undefined;
}
