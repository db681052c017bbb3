import { existsSync } from "node:fs";
import { access, constants, mkdir, readFile } from "node:fs/promises";
import { constants as system } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AppError } from "@platen/core";
import { convertWithOptions } from "libreoffice-convert";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { writeProfile } from "../libreoffice/profile.ts";
import type { ImportFilter } from "../options/import-filter.ts";
import { endSession } from "./end-session.ts";
import { passwordMacroUrl, writePasswordMacro } from "./password-macro.ts";
import { watchOffice } from "./watch-office.ts";

/** What one run of LibreOffice may use. */
export interface OfficeLimits {
  readonly maxMemoryBytes: number;
  readonly maxCpuSeconds: number;
  readonly maxResultBytes: number;
}

export interface OfficeTask {
  readonly office: LibreOffice;
  /** The source's bytes; LibreOffice gets them under the neutral name `source.<format>`. */
  readonly source: Buffer;
  readonly format: string;
  readonly exportFilter: string;
  readonly importFilter?: ImportFilter | undefined;
  readonly locale: string;
  readonly password?: string | undefined;
  /** Everything that the run writes lies below. */
  readonly folder: string;
  readonly limits: OfficeLimits;
}

/** What became of a run; `pdf` is what LibreOffice left, sound or not. */
export interface OfficeRun {
  readonly pdf?: Buffer;
  /** Undefined when LibreOffice was ended from outside. */
  readonly status?: number;
  readonly signal?: string;
  readonly cpuSeconds: number;
  /** Of address space, as far as it was seen. */
  readonly peakMemoryBytes: number;
  /** The document was opened; what went wrong then was the export. */
  readonly isLoaded: boolean;
  /** The end of what LibreOffice said, for the log. */
  readonly words: string;
}

const launcher = fileURLToPath(new URL("office-launcher.sh", import.meta.url));

/**
 * Runs LibreOffice on one document through libreoffice-convert, in a profile, a session and an environment of its own.
 * When it returns, nothing of the run is left alive; aborting `signal` brings that about within a moment.
 */
export async function runOffice(
  task: OfficeTask,
  { signal, onExporting }: { signal: AbortSignal; onExporting: () => void },
): Promise<OfficeRun> {
  const record = join(task.folder, "record");
  const outputs = join(task.folder, "outputs");
  const profile = join(task.folder, "profile");
  await Promise.all([mkdir(record), mkdir(outputs), mkdir(join(task.folder, "temporary"))]);
  await writeProfile(profile, {
    locale: task.locale,
    buildId: task.office.buildId,
    version: task.office.version,
    ownMacros: task.password !== undefined,
  });
  if (task.password !== undefined) await writePasswordMacro(profile);
  const watch = watchOffice(record, outputs, onExporting);
  try {
    const pdf = await convert(task, { record, outputs, profile, signal });
    const peakMemoryBytes = watch.peakMemoryBytes();
    return { ...(pdf !== undefined && { pdf }), peakMemoryBytes, ...(await readRecord(record)) };
  } finally {
    await watch.stop();
    await endSession(record);
  }
}

interface RunFolders {
  readonly record: string;
  readonly outputs: string;
  readonly profile: string;
  readonly signal: AbortSignal;
}

/** Undefined when LibreOffice left no file; what went wrong is in the record, not in the package's error. */
function convert(
  task: OfficeTask,
  { record, outputs, profile, signal }: RunFolders,
): Promise<Buffer | undefined> {
  const options = {
    fileName: `source.${task.format}`,
    sofficeBinaryPaths: [launcher],
    sofficeAdditionalArgs: [
      "--norestore",
      ...(task.importFilter ? [`--infilter=${task.importFilter.name}:${task.importFilter.options}`] : []),
    ],
    tmpOptions: { tmpdir: outputs },
    asyncOptions: { times: 1 },
    execOptions: { signal, env: environment(task, record, profile) },
  };
  return new Promise((resolve, reject) => {
    convertWithOptions(task.source, "pdf", task.exportFilter, options, (error, pdf) => {
      if (error === null || error === undefined) resolve(pdf);
      else if (isWithoutResult(error)) resolve(undefined);
      else reject(error);
    });
  });
}

/** No result, aborted, or the launcher itself was killed; anything else is a fault of this machine. */
function isWithoutResult(error: NodeJS.ErrnoException & { signal?: string }): boolean {
  return error.code === "ENOENT" || error.code === "ABORT_ERR" || typeof error.signal === "string";
}

/** Everything that LibreOffice gets to know of this machine. */
function environment(task: OfficeTask, record: string, profile: string): NodeJS.ProcessEnv {
  const { limits } = task;
  return {
    PATH: "/usr/bin:/bin",
    HOME: join(task.folder, "temporary"),
    TMPDIR: join(task.folder, "temporary"),
    LANG: "C.UTF-8",
    SAL_USE_VCLPLUGIN: "svp",
    // One thread for each part of a document costs more than it brings.
    SAX_DISABLE_THREADS: "1",
    OFFICE_PROGRAM: task.office.program,
    OFFICE_PROFILE: pathToFileURL(profile).href,
    OFFICE_RECORD: record,
    OFFICE_MEMORY_KIB: String(Math.floor(limits.maxMemoryBytes / 1024)),
    OFFICE_CPU_SECONDS: String(limits.maxCpuSeconds),
    OFFICE_FILE_BLOCKS: String(Math.ceil(limits.maxResultBytes / 512)),
    OFFICE_MACRO: task.password === undefined ? "" : passwordMacroUrl,
    OFFICE_FILTER: task.exportFilter,
    ...(task.password !== undefined && { OFFICE_PASSWORD: task.password }),
  };
}

async function readRecord(record: string): Promise<Omit<OfficeRun, "pdf" | "peakMemoryBytes">> {
  const words = await readFile(join(record, "words"), "utf8").catch(() => "");
  const ended = await readFile(join(record, "ended"), "utf8").catch(() => "");
  const [status, , children = ""] = ended.split("\n");
  const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  // soffice names its filter when it begins to save; the macro leaves a mark.
  const isLoaded = /using filter|verify input parameters/i.test(words) || existsSync(join(record, "loaded"));
  const said = { words, cpuSeconds, isLoaded };
  return status === undefined || status === "" ? said : { ...said, ...endOf(Number(status)) };
}

function endOf(status: number): { status: number; signal?: string } {
  const signal = Object.entries(system.signals).find(([, number]) => number === status - 128)?.[0];
  return { status, ...(signal !== undefined && { signal }) };
}

/** Fails with `unavailable` / `engine_unavailable` where LibreOffice cannot be started this way. */
export async function checkLauncher(): Promise<void> {
  if (process.platform === "win32") {
    throw unavailable(
      "LibreOffice is started by a shell script, which Windows lacks. Use WSL or a container.",
    );
  }
  try {
    await access(launcher, constants.X_OK);
  } catch (error) {
    throw unavailable(`${launcher} may not be executed. Put it right with chmod +x.`, error);
  }
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError("unavailable", "engine_unavailable", message, cause);
}
