import { AppError, type Converter } from "@platen/core";
import type { ConverterSettings } from "./converter-settings.ts";
import { findLibreOffice } from "./libreoffice/find-libreoffice.ts";
import { LibreOfficeConvert } from "./libreoffice-convert/libre-office-convert.ts";
import type { OfficeLimits } from "./libreoffice-convert/run-office.ts";
import type { SourceLimits } from "./preflight/source-limits.ts";

/**
 * Opens the engine that ENGINE asks for. Fails with `unavailable` / `engine_unavailable` and what to do when it
 * cannot run here.
 */
export async function openConverter(settings: ConverterSettings): Promise<Converter> {
  if (settings.ENGINE === "press") {
    throw new AppError("unavailable", "engine_unavailable", "The press is not built. Set ENGINE=auto.");
  }
  const office = await findLibreOffice(settings.SOFFICE_PATH);
  const reason = settings.ENGINE === "auto" ? "the press is not built" : "asked for by ENGINE";
  return new LibreOfficeConvert({
    office,
    reason,
    timeoutMs: settings.CONVERSION_TIMEOUT_MS,
    sourceLimits: sourceLimitsOf(settings),
    officeLimits: officeLimitsOf(settings),
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
