import { access, constants } from "node:fs/promises";
import { AppError } from "@platen/core";
import type { OfficeLimits } from "../engine.ts";
import type { JailChoice } from "../jail/jail-choice.ts";
import { findJailLauncher, type JailLauncher } from "../jail/jail-launcher.ts";
import type { JailMode } from "../jail/jail-mode.ts";
import { firstToolUserId } from "../jail/user-ids.ts";
import type { OwnFonts } from "../own-fonts/own-fonts.ts";
import { SlotPool } from "../slot-pool.ts";

/** Where tools run: their jail, and what one run may use. */
export interface ToolBench {
  /** Without one they have only their limits. */
  readonly jail: JailLauncher | undefined;
  readonly limits: OfficeLimits;
  readonly timeoutMs: number;
  readonly slots: SlotPool;
  /** The operator's fonts, for what is drawn. */
  readonly fonts?: OwnFonts | undefined;
  /** veraPDF, which verifies PDFs; without it none is verified. */
  readonly verapdfJar: string | undefined;
}

export interface ToolBenchChoice extends JailChoice {
  readonly jail: JailMode;
  readonly limits: OfficeLimits & { readonly timeoutMs: number };
  readonly verapdfJar?: string | undefined;
  readonly fonts?: OwnFonts | undefined;
}

/** Each run has a user of its own where the worker can give it one. More runs at once than this wait. */
const maxRuns = 64;

/**
 * Fails with `unavailable` / `engine_unavailable` where a layer of the tools' jail is missing and JAIL=enforce, as the
 * engines do.
 */
export async function openToolBench(choice: ToolBenchChoice): Promise<ToolBench> {
  const jail = await findJailLauncher({ ...choice, firstUserId: firstToolUserId });
  const missing = jail === undefined ? ["the launcher, which npm run native builds"] : jail.missing;
  if (choice.jail === "enforce" && missing.length > 0) throw unjailed(missing);
  const { timeoutMs, ...limits } = choice.limits;
  return {
    jail,
    limits,
    timeoutMs,
    slots: new SlotPool(maxRuns),
    verapdfJar: choice.verapdfJar,
    fonts: choice.fonts,
  };
}

function unjailed(missing: readonly string[]): AppError {
  const message =
    `JAIL=enforce lets no tool open a PDF outside a jail, and this machine lacks ${missing.join(", ")}. ` +
    "Run npm run doctor, or set JAIL=best-effort.";
  return new AppError("unavailable", "engine_unavailable", message);
}

const programFolders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];

/** The path of a program. Fails with `unavailable` / `engine_unavailable` where it is not installed. */
export async function findTool(name: string, debianPackage: string): Promise<string> {
  for (const folder of programFolders) {
    const path = `${folder}/${name}`;
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  const message = `${name} is not installed. On Debian and Ubuntu: apt-get install ${debianPackage}.`;
  throw new AppError("unavailable", "engine_unavailable", message);
}
