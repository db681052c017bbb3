import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { convertWithOptions } from "libreoffice-convert";
import type { OfficeLimits } from "../engine.ts";
import type { JailLauncher } from "../jail/jail-launcher.ts";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { makeOwnCaches } from "../libreoffice/own-caches.ts";
import { writeProfile } from "../libreoffice/profile.ts";
import { countOomKills } from "../memory/oom-kills.ts";
import type { EngineOutput } from "../options/engine-output.ts";
import type { ImportFilter } from "../options/import-filter.ts";
import type { FontCopy } from "../own-fonts/font-copy.ts";
import { type Step, stepsText } from "../steps/step.ts";
import { makeTemporaryFolder } from "../temporary-folder.ts";
import { convertMacroUrl, writeConvertMacro } from "./convert-macro.ts";
import { endSession } from "./end-session.ts";
import { launcher } from "./launcher.ts";
import { removeOfficeSocket } from "./office-socket.ts";
import { type RunRecord, readRunRecord } from "./run-record.ts";
import { takeResults } from "./take-results.ts";
import { watchOffice } from "./watch-office.ts";

export interface OfficeTask {
  readonly office: LibreOffice;
  readonly source: Buffer;
  /** The name of its file as LibreOffice sees it, which fields of a document show. */
  readonly sourceName: string;
  readonly output: EngineOutput;
  readonly importFilter?: ImportFilter | undefined;
  readonly locale: string;
  readonly password?: string | undefined;
  readonly steps?: readonly Step[];
  /** Everything that the run writes lies below. */
  readonly folder: string;
  readonly limits: OfficeLimits;
  /** The launcher that keeps LibreOffice in a jail; without one it has only its limits. */
  readonly jail?: JailLauncher | undefined;
  /** Those of the operator, which it may read. */
  readonly fonts?: FontCopy | undefined;
  /** Of all runs at once no other has this number: it decides the user that LibreOffice becomes in its jail. */
  readonly slot: number;
}

/** What became of a run; `result` is what LibreOffice left, sound or not. */
export interface OfficeRun extends RunRecord {
  readonly result?: Buffer;
  /** Where the output is several: the plain files that LibreOffice left, now in the task's folder. */
  readonly results?: readonly string[];
  /** Of address space, as far as it was seen. */
  readonly peakMemoryBytes: number;
  /** The kernel ended it, for want of memory on the machine or in the cgroup. */
  readonly isOomKilled?: boolean;
}

/**
 * Runs LibreOffice on one document through libreoffice-convert, in a profile, a session and an environment of its own.
 * When it returns, nothing of the run is left alive; aborting `signal` brings that about within a moment.
 */
export async function runOffice(
  task: OfficeTask,
  { signal, onExporting }: { signal: AbortSignal; onExporting: () => void },
): Promise<OfficeRun> {
  const record = join(task.folder, "record");
  const office = await makeOfficeFolders(task);
  const { outputs, profile } = office;
  // LibreOffice leaves it where it may write, jailed or not.
  const loadedMark = join(office.temporary, "loaded");
  await mkdir(record);
  await Promise.all([mkdir(outputs), mkdir(office.temporary)]);
  const needsMacro = isMacroNeeded(task);
  await writeProfile(profile, {
    locale: task.locale,
    buildId: task.office.buildId,
    version: task.office.version,
    ownMacros: needsMacro,
  });
  if (needsMacro) {
    await writeConvertMacro(profile);
    await writeFile(join(office.temporary, "steps"), stepsText(task.steps ?? []), { mode: 0o600 });
  }
  const caches = await makeOwnCaches(join(profile, "caches"), { fontRules: task.fonts?.rules ?? "" });
  const watch = watchOffice(record, { outputs, extension: task.output.extension }, onExporting);
  try {
    const oomKills = await countOomKills();
    const result = await convert(task, { record, office, caches, signal });
    await endSession(record);
    const results = await takeResults(office.results, join(task.folder, "results"));
    const peakMemoryBytes = watch.peakMemoryBytes();
    const ended = await readRunRecord(record, loadedMark);
    const isOomKilled = ended.signal === "SIGKILL" && (await countOomKills()) > oomKills;
    return { ...(result !== undefined && { result }), results, peakMemoryBytes, isOomKilled, ...ended };
  } finally {
    await watch.stop();
    await endSession(record);
    await removeOfficeSocket(pathToFileURL(profile).href, office.userId);
    await office.remove();
  }
}

/** What belongs to LibreOffice alone. */
interface OfficeFolders {
  readonly path: string;
  readonly outputs: string;
  readonly profile: string;
  readonly temporary: string;
  /** Made by the launcher, where the output is several. */
  readonly results: string;
  /** The user whose all of it becomes; undefined where that is this process's. */
  readonly userId: number | undefined;
  remove(): Promise<void>;
}

async function makeOfficeFolders({ folder, jail, slot }: OfficeTask): Promise<OfficeFolders> {
  const userId = jail?.userIdOf(slot);
  const parent = userId === undefined ? folder : await makeTemporaryFolder("office");
  // Another user may not enter the folders above the task's; here it may, but only what is its own.
  if (userId !== undefined) await chmod(parent, 0o711);
  const path = join(parent, "office");
  await mkdir(path, { mode: 0o700 });
  const inside = (name: string) => join(path, name);
  return {
    ...{
      path,
      userId,
      outputs: inside("outputs"),
      profile: inside("profile"),
      temporary: inside("temporary"),
      results: inside("results"),
    },
    remove: () => rm(userId === undefined ? path : parent, { recursive: true, force: true }),
  };
}

function isMacroNeeded({ password, steps = [] }: OfficeTask): boolean {
  return password !== undefined || steps.length > 0;
}

interface RunFolders {
  readonly record: string;
  readonly office: OfficeFolders;
  /** Variables that lead caches into the run's folder. */
  readonly caches: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Undefined when LibreOffice left no file; what went wrong is in the record, not in the package's error. */
function convert(
  task: OfficeTask,
  { record, office, caches, signal }: RunFolders,
): Promise<Buffer | undefined> {
  const options = {
    fileName: task.sourceName,
    sofficeBinaryPaths: [launcher],
    sofficeAdditionalArgs: [
      "--norestore",
      ...(task.importFilter ? [`--infilter=${task.importFilter.name}:${task.importFilter.options}`] : []),
    ],
    tmpOptions: { tmpdir: office.outputs },
    asyncOptions: { times: 1 },
    execOptions: { signal, env: { ...environment(task, record, office), ...caches } },
  };
  return new Promise((resolve, reject) => {
    // The launcher tells LibreOffice the filter: a name with a blank would get quotation marks that soffice keeps.
    convertWithOptions(task.source, task.output.extension, undefined, options, (error, result) => {
      if (error === null || error === undefined) resolve(result);
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
function environment(task: OfficeTask, record: string, office: OfficeFolders): NodeJS.ProcessEnv {
  const { limits, jail, slot, output, fonts } = task;
  const alsoReadable = fonts === undefined ? [] : [fonts.folder];
  const own = [office.profile, office.outputs, office.temporary].map((path) => basename(path));
  return {
    PATH: "/usr/bin:/bin",
    HOME: office.temporary,
    TMPDIR: office.temporary,
    LANG: "C.UTF-8",
    SAL_USE_VCLPLUGIN: "svp",
    // One thread for each part of a document costs more than it brings.
    SAX_DISABLE_THREADS: "1",
    OFFICE_PROGRAM: task.office.program,
    OFFICE_JAIL: jail?.program ?? "",
    OFFICE_JAIL_PLAN: jail?.planOf({ folder: office.path, own, slot, limits, alsoReadable }) ?? "",
    OFFICE_PROFILE: pathToFileURL(office.profile).href,
    OFFICE_RECORD: record,
    OFFICE_MEMORY_KIB: String(Math.floor(limits.maxMemoryBytes / 1024)),
    OFFICE_CPU_SECONDS: String(limits.maxCpuSeconds),
    OFFICE_FILE_BLOCKS: String(Math.ceil(limits.maxResultBytes / 512)),
    OFFICE_MACRO: isMacroNeeded(task) ? convertMacroUrl : "",
    OFFICE_EXTENSION: output.extension,
    OFFICE_RESULTS: output.isSeveral ? office.results : "",
    OFFICE_FILTER: output.options === "" ? output.filter : `${output.filter}:${output.options}`,
    ...(task.password !== undefined && { OFFICE_PASSWORD: task.password }),
    ...(task.importFilter !== undefined && {
      OFFICE_IMPORT_FILTER: `${task.importFilter.name}:${task.importFilter.options}`,
    }),
  };
}
