import type { JailChoice } from "../../jail/jail-choice.ts";
import { leaksOf, type Probe } from "../../jail/probes.ts";
import type { LibreOffice } from "../../libreoffice/find-libreoffice.ts";
import type { PressReady } from "../process/press-message.ts";
import { startTrialMother } from "../process/trial-template.ts";
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
  const mother = await startTrialMother({ office, ...layers });
  const probes = await probeJail(mother, guarded).finally(() => mother.close());
  return { ...mother.ready, probes, leaks: leaksOf(probes, mother.ready.layers) };
}
