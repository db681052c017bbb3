import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** What a program logs when it is ready for work. */
const readyLines = {
  standalone: /"url":"([^"]+)"/,
  web: /"url":"([^"]+)"/,
  worker: /"msg":"worker started"/,
};

export interface RunningProgram {
  readonly pid: number;
  /** Where its page is; empty for a worker. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one of the real programs with all its data in `folder`, and returns when it is ready for work. */
export async function startProgram(
  name: keyof typeof readyLines,
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: "0",
    DATABASE_PATH: path.join(folder, "jobs.db"),
    STORAGE_PATH: path.join(folder, "files"),
    WORK_PATH: path.join(folder, "work"),
    // As scripts/run.mjs starts every program.
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/platen/compiled"),
    ...settings,
  };
  const child = spawn(process.execPath, [path.join(root, "apps", name, "src/main.ts")], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let output = "";
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  child.stdout.on("data", (chunk) => {
    output = (output + chunk).slice(-10_000);
    const found = readyLines[name].exec(output);
    if (found !== null) resolve(found[1] ?? "");
  });
  const early = ended.then(() =>
    Promise.reject(new Error(`The program ${name} ended while it started.\n${output}`)),
  );
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { pid: child.pid ?? 0, url: await Promise.race([ready, early]), stop };
}
