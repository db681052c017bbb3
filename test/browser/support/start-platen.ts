import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface Platen {
  readonly address: string;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL("../../../apps/standalone/src/main.ts", import.meta.url));
const patienceMs = 60_000;

/** The real program with real LibreOffice, in a process and folders of its own; both are gone after `close`. */
export async function startPlaten(settings: Record<string, string> = {}): Promise<Platen> {
  const folder = await mkdtemp(join(tmpdir(), "platen-browser-"));
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: "0",
      DATABASE_PATH: join(folder, "platen.db"),
      STORAGE_PATH: join(folder, "files"),
      WORK_PATH: join(folder, "work"),
      DRAIN_MS: "0",
      ...settings,
    },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => output.push(String(chunk)));
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit", { signal: AbortSignal.timeout(patienceMs) });
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { address: await untilOpen(child, output), close };
  } catch (error) {
    await close();
    throw new Error(`Platen did not start:\n${output.join("")}`, { cause: error });
  }
}

/** The program says where its page is. */
async function untilOpen(child: ChildProcess, output: readonly string[]): Promise<string> {
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output.join(""))?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`it was not open within ${patienceMs / 1_000} s`);
}
