import { access, constants } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { JailChoice } from "../jail/jail-choice.ts";
import { firstOfficeUserId, mayGiveFilesAway } from "../jail/user-ids.ts";

const build = fileURLToPath(new URL("../../native/build/", import.meta.url));
/** The launcher that runs a program in a jail of the press's layers. */
export interface OfficeJail {
  readonly program: string;
  /** Tries everything that a document must not do. */
  readonly probesProgram: string;
  readonly layers: readonly string[];
  readonly missing: readonly string[];
  /** What the kernel's Landlock keeps, in words. */
  readonly landlock: string;
  /** The user that LibreOffice becomes; undefined where it stays what the worker is. */
  userIdOf(slot: number): number | undefined;
  /** What the launcher reads. LibreOffice works in `folder` and may change what `own` names there. */
  planOf(run: JailedRun): string;
}

export interface JailedRun {
  readonly folder: string;
  readonly own: readonly string[];
  readonly slot: number;
  readonly limits?: {
    readonly maxMemoryBytes: number;
    readonly maxCpuSeconds: number;
    readonly maxResultBytes: number;
  };
}

/** For trials: `refusedCalls` are system calls to refuse in addition to those that always are. */
export interface TrialChoice extends JailChoice {
  readonly refusedCalls?: readonly string[];
}

/** Undefined where the launcher was not built. It may lack layers: see `missing`. */
export async function findOfficeJail({
  without = [],
  maxLandlockAbi = 0,
  refusedCalls = [],
}: TrialChoice = {}): Promise<OfficeJail | undefined> {
  const program = `${build}jail`;
  const isThere = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const firstUserId = (await mayGiveFilesAway()) ? firstOfficeUserId : 0;
  const choice = { without, maxLandlockAbi };
  const question = JSON.stringify({ folder: "/", userId: firstUserId, ...choice });
  const { stdout } = await execa(program, ["--layers", question], { timeout: 10_000 });
  const { layers, missing, landlock } = JSON.parse(stdout) as Pick<
    OfficeJail,
    "layers" | "missing" | "landlock"
  >;
  const userIdOf = (slot: number) => (layers.includes("user-ids") ? firstUserId + slot : undefined);
  return {
    ...{ program, probesProgram: `${build}probes`, layers, missing, landlock, userIdOf },
    planOf: ({ folder, own, slot, limits }) =>
      JSON.stringify({
        ...{ folder, own, userId: userIdOf(slot) ?? 0, ...choice },
        ...(refusedCalls.length > 0 && { refusedCalls, trial: true }),
        ...(limits !== undefined && {
          memoryBytes: limits.maxMemoryBytes,
          cpuSeconds: limits.maxCpuSeconds,
          fileBytes: limits.maxResultBytes,
        }),
      }),
  };
}
