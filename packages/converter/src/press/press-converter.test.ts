import { after } from "node:test";
import { testConverter } from "@platen/core/contracts";
import { testOffice, writeContractSamples } from "../contract/index.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { openPress } from "./open-press.ts";
import type { PressConverter } from "./press-converter.ts";

const office = await findLibreOffice();
const { samples, remove } = await writeContractSamples();
after(remove);

function open(): Promise<PressConverter> {
  return openPress({
    office,
    reason: "for a test",
    jail: "enforce",
    sourceLimits: defaultSourceLimits,
    limits: {
      timeoutMs: 120_000,
      maxCpuSeconds: 120,
      maxMemoryBytes: 3_221_225_472,
      maxResultBytes: 1_073_741_824,
    },
  });
}

testConverter(
  "PressConverter",
  async () => ({ subject: await open(), close: async () => undefined }),
  samples,
);

testOffice("PressConverter", open);
