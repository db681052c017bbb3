import { after } from "node:test";
import { testConverter } from "@platen/core/contracts";
import { testOffice, writeContractSamples } from "../contract/index.ts";
import type { EngineResult, EngineTask } from "../engine.ts";
import { findJailLauncher } from "../jail/jail-launcher.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { LibreOfficeConvertEngine } from "../libreoffice-convert/libre-office-convert-engine.ts";
import { isOnlyForSoffice } from "../targets/only-for-soffice.ts";
import { openTestPress } from "./test-support/open-test-press.ts";

const { samples, remove } = await writeContractSamples();
after(remove);

testConverter(
  "the press",
  async () => ({ subject: await openTestPress(), close: async () => undefined }),
  samples,
);

/** Takes what the press cannot open at all, and nothing else: the contract is about the press. */
class SecondEngine extends LibreOfficeConvertEngine {
  override async run(task: EngineTask): Promise<EngineResult> {
    if (isOnlyForSoffice(task.facts)) return super.run(task);
    throw new Error(`the press left ${task.facts.format} to the other engine`);
  }
}

const officeLimits = { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 120, maxResultBytes: 1_073_741_824 };

async function open() {
  const [office, jail] = await Promise.all([findLibreOffice(), findJailLauncher()]);
  const fallback = new SecondEngine({ office, jail, officeLimits, reason: "for a test", timeoutMs: 120_000 });
  return openTestPress({ fallback });
}

testOffice("the press", open, { hasEveryFormat: true });
