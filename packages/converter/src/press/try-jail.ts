import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@platen/core";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { MotherProcess } from "./mother-process.ts";
import type { PressReady } from "./press-message.ts";
import { findPressProgram } from "./press-program.ts";
import { firstUserId, makePressWorkFolder, mayGiveFilesAway } from "./press-work-folder.ts";
import { leaksOf, type Probe, probeJail } from "./probe-jail.ts";

export interface JailTrial extends PressReady {
  readonly probes: readonly Probe[];
  /** Those that the active layers should have refused and did not. */
  readonly leaks: readonly Probe[];
}

/**
 * Starts a press of its own with whatever layers this machine has, except those in `without`, and has a child try
 * everything that a document must not do.
 */
export async function tryJail(office: LibreOffice, without: readonly string[] = []): Promise<JailTrial> {
  const program = await findPressProgram();
  if (program === undefined) {
    throw new AppError("unavailable", "engine_unavailable", "The press is not built. Run npm run native.");
  }
  const { path, ...folders } = await makePressWorkFolder(office, program);
  try {
    const mother = await MotherProcess.start({
      program,
      programFolder: dirname(office.program),
      ...folders,
      maxChildren: 2,
      firstUserId: (await mayGiveFilesAway()) ? firstUserId : 0,
      jail: "best-effort",
      without,
    });
    const probes = await probeJail(mother).finally(() => mother.close());
    return { ...mother.ready, probes, leaks: leaksOf(probes, mother.ready.layers) };
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
