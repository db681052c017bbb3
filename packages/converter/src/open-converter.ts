import { type Converter, isAppError } from "@platen/core";
import type { ConverterSettings } from "./converter-settings.ts";
import { findLibreOffice, type LibreOffice } from "./libreoffice/find-libreoffice.ts";
import { checkLauncher } from "./libreoffice-convert/launcher.ts";
import { LibreOfficeConvert } from "./libreoffice-convert/libre-office-convert.ts";
import { findOfficeJail } from "./libreoffice-convert/office-jail.ts";
import type { OfficeLimits } from "./libreoffice-convert/run-office.ts";
import type { SourceLimits } from "./preflight/source-limits.ts";
import { openPress } from "./press/open-press.ts";

/**
 * Opens the engine that ENGINE asks for. Fails with `unavailable` / `engine_unavailable` and what to do when it
 * cannot run here; `auto` then takes the other one and says why.
 */
export async function openConverter(settings: ConverterSettings): Promise<Converter> {
  const office = await findLibreOffice(settings.SOFFICE_PATH);
  if (settings.ENGINE === "libreoffice-convert") return openFallback(settings, office, "asked for by ENGINE");
  if (settings.ENGINE === "press") return pressOf(settings, office, "asked for by ENGINE");
  try {
    return await pressOf(settings, office, "the press is built and its jail holds");
  } catch (error) {
    if (!isAppError(error, "engine_unavailable")) throw error;
    return openFallback(settings, office, `the press does not run here: ${error.message}`);
  }
}

/** What the press cannot open gets a second chance in the other engine, but only in the same jail. */
async function pressOf(settings: ConverterSettings, office: LibreOffice, reason: string): Promise<Converter> {
  const limits = { ...officeLimitsOf(settings), timeoutMs: settings.CONVERSION_TIMEOUT_MS };
  const { JAIL: jail, LIBREOFFICE_TUNING: tuning, THUMBNAILS: thumbnails } = settings;
  const sourceLimits = sourceLimitsOf(settings);
  const hasJail = (await findOfficeJail()) !== undefined;
  const other = hasJail ? await openFallback(settings, office, "for what the press cannot open") : undefined;
  return openPress({ office, reason, limits, sourceLimits, jail, tuning, thumbnails, other });
}

async function openFallback(
  settings: ConverterSettings,
  office: LibreOffice,
  reason: string,
): Promise<Converter> {
  await checkLauncher();
  return new LibreOfficeConvert({
    office,
    reason,
    timeoutMs: settings.CONVERSION_TIMEOUT_MS,
    sourceLimits: sourceLimitsOf(settings),
    officeLimits: officeLimitsOf(settings),
    jail: await findOfficeJail(),
  });
}

export function sourceLimitsOf(settings: ConverterSettings): SourceLimits {
  return {
    maxInflatedBytes: settings.MAX_INFLATED_BYTES,
    maxZipEntries: settings.MAX_ZIP_ENTRIES,
    maxXmlPartBytes: settings.MAX_XML_PART_BYTES,
    maxInflateRatio: settings.MAX_INFLATE_RATIO,
  };
}

export function officeLimitsOf(settings: ConverterSettings): OfficeLimits {
  return {
    maxMemoryBytes: settings.MAX_MEMORY_BYTES,
    maxCpuSeconds: settings.MAX_CPU_SECONDS,
    maxResultBytes: settings.MAX_RESULT_BYTES,
  };
}
