import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { nativeFolder } from "../native-programs.ts";
import type { JailChoice } from "./jail-choice.ts";
import { firstOfficeUserId, mayGiveFilesAway } from "./user-ids.ts";

/** The program that starts another one in a jail of the press's layers. */
export interface JailLauncher {
  readonly program: string;
  /** Tries everything that a document must not do. */
  readonly probesProgram: string;
  readonly layers: readonly string[];
  readonly missing: readonly string[];
  /** What the kernel's Landlock keeps, in words. */
  readonly landlock: string;
  /** The user that the program becomes; undefined where it stays what the worker is. */
  userIdOf(slot: number): number | undefined;
  /** What the launcher reads. The program works in `folder` and may change what `own` names there. */
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
  /** Of LibreOffice: what it may read beside the system's paths. */
  readonly alsoReadable?: readonly string[];
  /** Of a program that is no LibreOffice: all that it may read beside `folder`. It gets no socket. */
  readonly readable?: readonly string[];
  /** Of a tool that is written in Java, which needs some more system calls. */
  readonly isJava?: boolean;
}

/** For trials: `refusedCalls` are system calls to refuse in addition to those that always are. */
export interface TrialChoice extends JailChoice {
  readonly refusedCalls?: readonly string[];
  /** The user of slot 0; each slot after it has the next one. */
  readonly firstUserId?: number;
}

/** Undefined where the launcher was not built. It may lack layers: see `missing`. */
export async function findJailLauncher({
  without = [],
  maxLandlockAbi = 0,
  refusedCalls = [],
  firstUserId: wantedUserId = firstOfficeUserId,
}: TrialChoice = {}): Promise<JailLauncher | undefined> {
  const folder = nativeFolder();
  const program = join(folder, "jail");
  if (!(await isBuilt(program))) return undefined;
  const firstUserId = (await mayGiveFilesAway()) ? wantedUserId : 0;
  const choice = { without, maxLandlockAbi };
  const question = JSON.stringify({ folder: "/", userId: firstUserId, ...choice });
  const { stdout } = await execa(program, ["--layers", question], { timeout: 10_000 });
  const { layers, missing, landlock } = JSON.parse(stdout) as Pick<
    JailLauncher,
    "layers" | "missing" | "landlock"
  >;
  const userIdOf = (slot: number) => (layers.includes("user-ids") ? firstUserId + slot : undefined);
  return {
    ...{ program, probesProgram: join(folder, "probes"), layers, missing, landlock, userIdOf },
    planOf: ({ folder, own, slot, limits, alsoReadable, readable, isJava = false }) =>
      JSON.stringify({
        ...{ folder, own, userId: userIdOf(slot) ?? 0, ...choice },
        ...(alsoReadable !== undefined && { readable: alsoReadable }),
        ...(readable !== undefined && { tool: true, readable }),
        ...(isJava && { java: true }),
        ...(refusedCalls.length > 0 && { refusedCalls, trial: true }),
        ...(limits !== undefined && {
          memoryBytes: limits.maxMemoryBytes,
          cpuSeconds: limits.maxCpuSeconds,
          fileBytes: limits.maxResultBytes,
        }),
      }),
  };
}

/** Whether it can be seen from inside that the jail holds. */
export function canBeTried({ probesProgram }: JailLauncher): Promise<boolean> {
  return isBuilt(probesProgram);
}

function isBuilt(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}
