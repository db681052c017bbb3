import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ConversionOptions, ConversionRequest } from "@platen/core";
import { exportOptionsJson } from "../options/export-filter.ts";
import { importFilterOf } from "../options/import-filter.ts";
import { loadOptions, localeOf } from "../options/load-options.ts";
import type { SourceFacts } from "../preflight/inspect-source.ts";
import { findSeparator, writeText } from "../preflight/text-source.ts";
import { writeCsvSheet } from "./csv-sheet.ts";
import {
  giveToChild,
  type JobFolder,
  makeJobFolder,
  passwordName,
  placePassword,
  placeSource,
  resultName,
  thumbnailName,
} from "./job-folder.ts";
import type { PressLimits, PressOrder } from "./press-order.ts";

export interface PressJob {
  readonly folder: JobFolder;
  readonly order: PressOrder;
}

export interface PressJobSettings {
  /** The user that the child becomes; undefined where it stays the same. */
  readonly userId: number | undefined;
  readonly limits: PressLimits;
  readonly hasThumbnail: boolean;
}

/** Lays out everything that a child needs, and nothing else, in a folder of its own below the request's. */
export async function preparePressJob(
  { source, folder: parent, options, password }: ConversionRequest,
  { format, text, isEncrypted }: SourceFacts,
  { userId, limits, hasThumbnail }: PressJobSettings,
): Promise<PressJob> {
  const folder = await makeJobFolder(parent, userId);
  const name = format === "csv" ? "source.fods" : `source.${format}`;
  const path = join(folder.path, name);
  if (text === undefined) await placeSource(folder, source.path, name);
  else if (format === "csv") await writeSheet(source.path, path, { text, options });
  else await writeText(source.path, path, text, format);
  // A password for a document that has none is no mistake; it is not needed.
  const needed = isEncrypted ? password : undefined;
  if (needed !== undefined) await placePassword(folder, needed);
  await giveToChild(folder, needed === undefined ? [name] : [name, passwordName]);
  // Nobody is there to answer a dialog. But LibreOffice 25 would then not ask for a password either.
  const quietly = isEncrypted ? "" : "Batch=1,";
  return {
    folder,
    order: {
      folder: folder.path,
      source: name,
      result: resultName,
      ...(hasThumbnail && { thumbnail: thumbnailName }),
      ...(needed !== undefined && { passwordFile: passwordName }),
      loadOptions: `${quietly}${loadOptions(options, format === "csv" ? undefined : importFilterOf(format))}`,
      exportOptions: exportOptionsJson(options),
      limits,
    },
  };
}

async function writeSheet(
  from: string,
  to: string,
  { text, options }: { text: NonNullable<SourceFacts["text"]>; options: ConversionOptions },
): Promise<void> {
  const decoded = `${to}.csv`;
  await writeText(from, decoded, text, "csv");
  await writeCsvSheet(decoded, to, { separator: await findSeparator(decoded), locale: localeOf(options) });
  await rm(decoded);
}
