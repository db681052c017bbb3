import type { JailChoice } from "../../jail/jail-choice.ts";
import { leaksOf, type Probe } from "../../jail/probes.ts";
import type { LibreOffice } from "../../libreoffice/find-libreoffice.ts";
import type { PressReady } from "../process/press-message.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { probeJail } from "./probe-jail.ts";

export interface JailTrial extends PressReady {
  readonly probes: readonly Probe[];
  /** Those that the active layers should have refused and did not. */
  readonly leaks: readonly Probe[];
}

/** Starts a press of its own with whatever layers this machine has and has a child try everything that a document must not do. */
export async function tryJail(
  office: LibreOffice,
  { guarded = [], ...layers }: JailChoice = {},
): Promise<JailTrial> {
  const template = await startTrialTemplate({ office, ...layers });
  const probes = await probeJail(template, guarded).finally(() => template.close());
  return { ...template.ready, probes, leaks: leaksOf(probes, template.ready.layers) };
}
