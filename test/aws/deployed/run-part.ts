import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { descendantsOf } from "@platen/process";
import { insideRoot } from "../../../scripts/image-trial/chroot.mjs";
import { projectFolder } from "../../support/project-files.ts";
import { until } from "../../support/until.ts";
import { readImageFacts } from "./image-facts.ts";
import { newMemoryLimit } from "./memory-limit.ts";
import type { DeployedPart } from "./template.ts";

export interface RunningPart {
  /** What it has written so far. */
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  /** SIGTERM, as ECS and Lambda send it; its exit status. */
  stop(): Promise<number | null>;
}

const isRoot = process.getuid?.() === 0;
/** This machine's own, in place of the image's: its programs, LibreOffice and fonts. */
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc"];

/**
 * Runs an app in a root and with mounts, environment, user and memory as the template says. Whoever is not root outside
 * is the only user inside, so there every part runs as root, without a root's powers over the machine.
 */
export function runPart(
  app: "web" | "worker" | "lambda",
  part: DeployedPart,
  environment: Record<string, string>,
): RunningPart {
  const image = readImageFacts(app);
  const folder = mkdtempSync(join(tmpdir(), `platen-deployed-${app}-`));
  chmodSync(folder, 0o755);
  for (const name of ["proc", "dev", ...image.folders]) mkdirSync(join(folder, name));
  const limit = newMemoryLimit(folder.split("/").at(-1) ?? "", part.memoryMiB);
  const user = part.user === "0" ? "0:0" : (part.user ?? image.user);
  const args = insideRoot(folder, `exec node apps/${app}/src/main.ts`, {
    folder: "/app",
    environment: {
      PATH: "/app/node_modules/.bin:/usr/bin:/bin",
      ...image.environment,
      ...part.environment,
      ...environment,
    },
    mounts: [
      ...systemFolders.map((path) => ({ from: path, to: path, isReadOnly: true })),
      { from: projectFolder, to: "/app", isReadOnly: true },
    ],
    // Fargate's volumes belong to root, unless the image declares the folder as a volume.
    emptyFolders: part.scratchFolders.map((path) => ({
      path,
      ...(app === "lambda" ? { mode: "1777" } : owned(image.volumes[path])),
    })),
    isReadOnly: part.isReadOnly,
    ...(isRoot ? { user } : { isUserOwn: true }),
  });
  const child = spawn("sh", ["-c", `${limit.enter}; exec unshare "$@"`, "sh", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  let stopped: Promise<number | null> | undefined;
  const stop = async () => {
    await end(child);
    await limit.remove();
    rmSync(folder, { recursive: true, force: true });
    return child.exitCode;
  };
  return {
    output: () => output,
    hasEnded: () => child.exitCode !== null,
    stop: () => (stopped ??= stop()),
  };
}

function owned(volume: { mode: string; owner: string } | undefined) {
  const { mode, owner } = volume ?? { mode: "0755", owner: "0:0" };
  return { mode, owner: isRoot ? owner : "0:0" };
}

/** The program is the first process inside; `unshare` itself hears no signal while it waits. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const first = descendantsOf(child.pid ?? 0).find(({ parent }) => parent === child.pid);
  if (first !== undefined) process.kill(first.pid, "SIGTERM");
  await Promise.race([ended, until("the part has ended", () => child.exitCode !== null)]);
}
