import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const patienceMs = 2_000;

/**
 * Ends what is left of LibreOffice's session and waits until its launcher has gone: after an abort it is still at
 * work when libreoffice-convert has already returned, and one that was killed could not end anything.
 */
export async function endSession(record: string): Promise<void> {
  const text = await readFile(join(record, "processes"), "utf8").catch(() => "");
  const [launcher, session] = text.split(" ").map(Number);
  if (!isProcess(launcher) || !isProcess(session)) return;
  for (const giveUpAt = performance.now() + patienceMs; performance.now() < giveUpAt; await pause(10)) {
    if (!reaches(launcher, 0)) break;
  }
  reaches(-session, "SIGKILL");
}

function isProcess(id: number | undefined): id is number {
  return id !== undefined && Number.isInteger(id) && id > 1;
}

function reaches(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
