import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./free-ports.ts";

export interface Emulator {
  readonly endpoint: string;
  /** Ends it at once with all it held; may be called more than once. */
  stop(): Promise<void>;
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const installation = pathOf("../../../node_modules/.cache/ministack-1.5.33");

/** Takes seconds and the network the first time, and no time afterwards. */
export async function installMinistack(): Promise<void> {
  await promisify(execFile)("python3", [pathOf("./ministack/install.py"), installation], {
    timeout: 300_000,
  });
}

/** SQS, S3 and DynamoDB on a free port of 127.0.0.1, empty. Ends with this process at the latest. */
export async function startMinistack(): Promise<Emulator> {
  await installMinistack();
  for (let triesLeft = 4; ; triesLeft -= 1) {
    const folder = await mkdtemp(join(tmpdir(), "ministack-"));
    const port = await freePort();
    const child = run(port, folder);
    const exited = once(child, "exit");
    const endpoint = `http://127.0.0.1:${port}`;
    const stop = async () => {
      child.kill("SIGKILL");
      await exited;
      await rm(folder, { recursive: true, force: true });
    };
    if (await isReady(endpoint, child)) return { endpoint, stop };
    const log = await readFile(join(folder, "log"), "utf8").catch(() => "");
    await stop();
    // Somebody else may have taken the port meanwhile; with another one it works.
    if (triesLeft === 1) throw new Error(`MiniStack did not start: ${log.slice(-2_000)}`);
  }
}

function run(port: number, folder: string): ChildProcess {
  const program = `exec "$0" "$1" > "$TMPDIR/log" 2>&1`;
  const python = join(installation, "bin", "python");
  return spawn("sh", ["-c", program, python, pathOf("./ministack/run.py")], {
    stdio: ["pipe", "ignore", "ignore"],
    env: {
      PATH: process.env.PATH,
      AUTH: "true",
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "127.0.0.1",
      TMPDIR: folder,
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
}

async function isReady(endpoint: string, child: ChildProcess): Promise<boolean> {
  const giveUpAt = performance.now() + 60_000;
  while (performance.now() < giveUpAt && child.exitCode === null && child.signalCode === null) {
    const signal = AbortSignal.timeout(5_000);
    const answered = await fetch(`${endpoint}/_ministack/health`, { signal }).catch(() => undefined);
    if (answered?.ok) return true;
    await sleep(50);
  }
  return false;
}
