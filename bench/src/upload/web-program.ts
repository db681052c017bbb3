import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../apps/web/src/main.ts", import.meta.url));

export interface WebProgram {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the real web program with all its data in `folder` and an upload limit that allows large files. */
export async function startWebProgram(folder: string): Promise<WebProgram> {
  const environment = {
    PORT: "0",
    DATABASE_PATH: path.join(folder, "jobs.db"),
    STORAGE_PATH: path.join(folder, "files"),
    MAX_UPLOAD_BYTES: "4000000000",
    RATE_LIMIT_PER_MINUTE: "0",
    // As scripts/run.mjs starts every program.
    NODE_COMPILE_CACHE: fileURLToPath(
      new URL("../../../node_modules/.cache/platen/compiled", import.meta.url),
    ),
  };
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let output = "";
  const { promise: url, resolve } = Promise.withResolvers<string>();
  child.stdout.on("data", (chunk) => {
    output = (output + chunk).slice(-10_000);
    const found = /"url":"([^"]+)"/.exec(output)?.[1];
    if (found !== undefined) resolve(found);
  });
  const early = ended.then(() =>
    Promise.reject(new Error(`The web program ended while it started.\n${output}`)),
  );
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { pid: child.pid ?? 0, url: await Promise.race([url, early]), stop };
}
