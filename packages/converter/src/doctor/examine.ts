import { release } from "node:os";
import process from "node:process";
import { isAppError } from "@platen/core";
import type { ConverterSettings } from "../converter-settings.ts";
import type { JailChoice } from "../jail/jail-choice.ts";
import { findLibreOffice, type LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { limitsOf } from "../open-converter.ts";
import { type JailTrial, tryJail } from "../press/jail/try-jail.ts";
import { openPress } from "../press/open-press.ts";
import { installedFonts } from "./installed-fonts.ts";
import { missingScriptLines } from "./missing-scripts.ts";
import { missingPartLines, officePartsOf } from "./office-parts.ts";
import { examineOwnFonts } from "./own-font-lines.ts";
import { trySecondJail } from "./second-jail.ts";
import { brokenCacheLines, sharedCachesOf } from "./shared-caches.ts";

export interface Examination {
  readonly lines: readonly string[];
  /** Whether the press runs here with all layers and converts. */
  readonly isSound: boolean;
}

/** Looks at everything that converting needs on this machine, as lines for a person. `jail`: what to try of the jail. */
export async function examine(settings: ConverterSettings, jail: JailChoice = {}): Promise<Examination> {
  const machine = [`kernel        ${release()} (${process.arch})`, `Node          ${process.version}`];
  try {
    const office = await findLibreOffice(settings.sofficePath);
    const trial = await tryJail(office, jail);
    const second = await trySecondJail(jail);
    const ownFonts = await examineOwnFonts(settings.fontsPath);
    const conversion = await convertOnce(settings, office, jail);
    const lines = [
      ...machine,
      `LibreOffice   ${office.version} at ${office.program}`,
      ...(await missingPartLines(officePartsOf(office))),
      await fontLine(),
      ...(await missingScriptLines()),
      ...ownFonts.lines,
      ...(await brokenCacheLines(sharedCachesOf(office))),
      limitLine(settings),
      ...trialLines(trial),
      ...second.lines,
      conversion.line,
    ];
    const isJailed = trial.leaks.length === 0 && trial.missing.length === 0 && second.isSound;
    return { lines, isSound: conversion.isSound && isJailed && ownFonts.isSound };
  } catch (error) {
    if (!isAppError(error, "engine_unavailable")) throw error;
    return { lines: [...machine, `problem       ${error.message}`], isSound: false };
  }
}

function trialLines({
  layers,
  missing,
  landlock,
  compression,
  allocator,
  replaced,
  probes,
  leaks,
}: JailTrial): string[] {
  const isLeak = (name: string) => leaks.some((leak) => leak.name === name);
  return [
    `layers        ${layers.join(", ")}`,
    `missing       ${missing.length === 0 ? "none" : missing.join(", ")}`,
    ...absenceLines(layers),
    `Landlock      ${landlock}`,
    `PDF packed by ${compression}${compression === "zlib" ? ": apt-get install libdeflate0 makes it quicker" : ""}`,
    `memory from   ${allocator}${allocator === "tcmalloc" ? "" : ": apt-get install libtcmalloc-minimal4 makes it quicker"}`,
    `made lighter  ${replaced.length === 0 ? "nothing" : replaced.join(", ")}`,
    "A document that tries, from inside its jail, to",
    ...probes.map(({ name, refused, detail }) => {
      const verdict = refused
        ? "is refused"
        : isLeak(name)
          ? "SUCCEEDS"
          : "succeeds (only Landlock keeps that)";
      return `  ${name.padEnd(48)} ${verdict}${detail === "" ? "" : ` (${detail})`}`;
    }),
  ];
}

/** Why one of the two walls around files is not there; one is enough. */
function absenceLines(layers: readonly string[]): string[] {
  const lines: string[] = [];
  if (!layers.includes("user-ids"))
    lines.push("without       user-ids: children stay the worker's user, because it did not start as root");
  if (!layers.includes("landlock"))
    lines.push("without       landlock: this kernel has none, or does not let this process use it");
  return lines;
}

async function fontLine(): Promise<string> {
  const fonts = await installedFonts();
  if (fonts === undefined) return "fonts         unknown: apt-get install fontconfig";
  const missing = fonts.missing.length === 0 ? "" : `; missing: ${fonts.missing.join(", ")}`;
  return `fonts         ${fonts.families} families${missing}`;
}

function limitLine(settings: ConverterSettings): string {
  const { timeoutMs, maxCpuSeconds, maxMemoryBytes, maxResultBytes } = limitsOf(settings);
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  return (
    `limits        ${timeoutMs / 1000} s, ${maxCpuSeconds} s of processor time, ` +
    `${gigabytes(maxMemoryBytes)} of address space, ${gigabytes(maxResultBytes)} in a file`
  );
}

/** Opening the press converts a small presentation. */
async function convertOnce(
  settings: ConverterSettings,
  office: LibreOffice,
  choice: JailChoice,
): Promise<{ line: string; isSound: boolean }> {
  const startedAt = performance.now();
  try {
    const { jail, sourceLimits } = settings;
    const limits = limitsOf(settings);
    const press = await openPress({ ...choice, office, reason: "doctor", limits, sourceLimits, jail });
    await press.close();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { line: `conversion    ${error.message}`, isSound: false };
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return { line: `conversion    started, tried and converted in ${seconds} s`, isSound: true };
}
