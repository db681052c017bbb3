import { after } from "node:test";
import type { Converter } from "@platen/core";
import { testConverter } from "@platen/core/contracts";
import { verapdfJar } from "../../test-support/verify-pdfs.ts";
import { testOffice, writeContractSamples } from "../contract/index.ts";
import { findJailLauncher } from "../jail/jail-launcher.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { openToolBench } from "../pdf-tools/tool-bench.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { openDrawing } from "../targets/open-drawing.ts";
import { openLibreOfficeConvert } from "./open-libreoffice-convert.ts";

const office = await findLibreOffice();
const officeLimits = { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 120, maxResultBytes: 1_073_741_824 };
const bench = await openToolBench({
  ...{ jail: "enforce", limits: { timeoutMs: 120_000, ...officeLimits } },
  verapdfJar,
});
const drawing = await openDrawing(bench);
const jail = await findJailLauncher();
const { samples, remove } = await writeContractSamples();
after(remove);

async function open(): Promise<Converter> {
  return openLibreOfficeConvert({
    office,
    reason: "for a test",
    timeoutMs: 120_000,
    sourceLimits: defaultSourceLimits,
    jail,
    officeLimits,
    drawing,
    bench,
  });
}

testConverter(
  "LibreOfficeConvert",
  async () => ({ subject: await open(), close: async () => undefined }),
  samples,
);

testOffice("LibreOfficeConvert", open);
