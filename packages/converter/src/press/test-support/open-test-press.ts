import type { Converter } from "@platen/core";
import { verapdfJar } from "../../../test-support/verify-pdfs.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { defaultSourceLimits } from "../../preflight/source-limits.ts";
import { openPress, type PressChoice } from "../open-press.ts";

/** The press with every layer of its jail and room for any document of a test. */
export async function openTestPress(changes: Partial<PressChoice> = {}): Promise<Converter> {
  return openPress({
    office: await findLibreOffice(),
    reason: "for a test",
    jail: "enforce",
    sourceLimits: defaultSourceLimits,
    verapdfJar,
    limits: {
      timeoutMs: 120_000,
      maxCpuSeconds: 120,
      maxMemoryBytes: 3_221_225_472,
      maxResultBytes: 1_073_741_824,
    },
    ...changes,
  });
}
