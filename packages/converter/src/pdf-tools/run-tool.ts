import {
  chmod,
  chown,
  constants,
  copyFile,
  lstat,
  mkdir,
  readdir,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { AppError } from "@platen/core";
import type { FontCopy } from "../own-fonts/font-copy.ts";
import { isOpenToAll, makeTemporaryFolder } from "../temporary-folder.ts";
import { assertRoomIn } from "../work-folder-full.ts";
import type { ToolBench } from "./tool-bench.ts";
import { type ProcessEnd, watchProcess } from "./watch-process.ts";

export interface ToolTask {
  /** The path of the program. */
  readonly program: string;
  /** The program runs in a folder of its own. It may write only below `out`. A secret has no place here: see `texts`. */
  readonly args: readonly string[];
  /** Files that are copied into its folder, by the names that they get there. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Contents of more files of that folder, such as its instructions. Nobody else can read them, and no log has them. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What it may read beside its folder and the system's libraries. */
  readonly readable?: readonly string[];
  /** The operator's fonts, where the program draws text. */
  readonly fonts?: FontCopy | undefined;
  /** Whether the program is Java, which needs some more system calls. */
  readonly isJava?: boolean;
  /** Made for the files that it leaves in `out`; must not exist yet. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

export interface ToolRun {
  readonly end: ProcessEnd;
  readonly stdout: string;
  readonly stderr: string;
  /** The files that it left, which now lie in the task's folder, by name. */
  readonly files: readonly string[];
}

const systemFolders = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/opt/homebrew"];
const systemFiles = ["/dev/urandom", "/etc/localtime", "/usr/share/zoneinfo"];

/**
 * Runs a program on files that may be hostile, in a jail like LibreOffice's, but without a socket. When it returns, the
 * program has ended and nothing of it is left but its files. How the program ended is a value. Throws `unavailable` /
 * `engine_unavailable` where it cannot be started, and `work_folder_full`.
 */
export function runTool(task: ToolTask, bench: ToolBench): Promise<ToolRun> {
  return bench.slots.use(async (slot) => {
    const userId = bench.jail?.userIdOf(slot);
    const place = await makePlace(task.folder, userId);
    try {
      await layOut(task, place.path);
      const run = await start(task, { bench, slot, folder: place.path });
      if (run.end.kind === "exited" && run.end.status !== 0) await assertRoomIn(place.path);
      return { ...run, files: await collect(join(place.path, "out"), task.folder) };
    } finally {
      await place.remove();
    }
  });
}

/** Another user may not enter the folders above the task's, so it gets one in the system's temporary folder. */
async function makePlace(
  folder: string,
  userId: number | undefined,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const parent = userId === undefined ? `${folder}.tool` : await makeTemporaryFolder("tool");
  if (userId === undefined) await mkdir(parent, { mode: 0o700 });
  else await chmod(parent, 0o711);
  const path = join(parent, "tool");
  await mkdir(path, { mode: 0o700 });
  return { path, remove: () => rm(parent, { recursive: true, force: true }) };
}

async function layOut({ inputs, texts = {}, fonts }: ToolTask, folder: string): Promise<void> {
  await mkdir(join(folder, "out"), { mode: 0o700 });
  // Copies, because all that lies there is given to the tool's user.
  for (const [name, path] of Object.entries(inputs)) {
    await copyFile(path, join(folder, name), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    await chmod(join(folder, name), 0o600);
  }
  const ofFonts = fonts && { [fontSettings]: fontSettingsWith(fonts) };
  for (const [name, text] of Object.entries({ ...texts, ...ofFonts }))
    await writeFile(join(folder, name), text, { mode: 0o600, flag: "wx" });
}

const fontSettings = "fonts.conf";

/** fontconfig finds a name without a folder in its own folder. */
function fontSettingsWith({ rules }: FontCopy): string {
  return `<?xml version="1.0"?>\n<fontconfig>${rules}<include>fonts.conf</include></fontconfig>\n`;
}

interface Run {
  readonly bench: ToolBench;
  readonly slot: number;
  readonly folder: string;
}

async function start(
  { program, args, readable = [], fonts, isJava = false, signal }: ToolTask,
  { bench, slot, folder }: Run,
): Promise<Omit<ToolRun, "files">> {
  const { jail, limits, timeoutMs } = bench;
  const allReadable = [...systemFolders, ...systemFiles, ...readable, ...(fonts ? [fonts.folder] : [])];
  const plan = jail?.planOf({ folder, own: ["out"], slot, limits, readable: allReadable, isJava });
  const command =
    jail === undefined || plan === undefined
      ? ["/bin/sh", "-c", limiting(bench), "sh", program, ...args]
      : [jail.program, plan, program, ...args];
  const run = await watchProcess(command, {
    cwd: folder,
    env: {
      LANG: "C.UTF-8",
      HOME: folder,
      TMPDIR: join(folder, "out"),
      ...(fonts && { FONTCONFIG_FILE: join(folder, fontSettings) }),
    },
    timeoutMs,
    signal,
  });
  const problem = /^The jail cannot be entered: .*/m.exec(run.stderr)?.[0];
  if (run.end.kind === "exited" && run.end.status === 126 && problem !== undefined)
    throw new AppError("unavailable", "engine_unavailable", `${problem}. ${adviceFor(program)}`);
  return run;
}

/** Without the launcher there are still limits, as far as the system's shell knows them. */
function limiting({ limits: { maxMemoryBytes, maxCpuSeconds, maxResultBytes } }: ToolBench): string {
  return [
    "ulimit -c 0",
    `ulimit -v ${Math.floor(maxMemoryBytes / 1024)} 2>/dev/null`,
    `ulimit -t ${maxCpuSeconds}`,
    `ulimit -f ${Math.ceil(maxResultBytes / 512)}`,
    'exec "$@"',
  ].join("; ");
}

function adviceFor(program: string): string {
  return isOpenToAll(program) ? "Run npm run doctor." : `Let every user run ${program}.`;
}

/** The tool has ended, so nothing there changes any more. What is no plain file is not taken. */
async function collect(from: string, to: string): Promise<string[]> {
  await mkdir(to, { mode: 0o700 });
  const files: string[] = [];
  for (const name of (await readdir(from)).toSorted()) {
    const path = join(from, name);
    if (!(await lstat(path)).isFile()) continue;
    await move(path, join(to, name));
    files.push(name);
  }
  return files;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // The system's temporary folder may be on another disk.
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
  const userId = process.getuid?.();
  if (userId === 0) await chown(to, userId, process.getgid?.() ?? userId);
  await chmod(to, 0o600);
}
