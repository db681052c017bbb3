import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CgroupAccount } from "./cgroup-account.ts";
import { cgroupLocations } from "./cgroup-files.ts";
import type { CpuAccount } from "./cpu-account.ts";
import { ProcessTreeAccount } from "./process-tree-account.ts";

/** Opens the most exact account that this machine allows; `name` must be unique within one run. */
export async function openAccount(name: string, workFolder: string): Promise<CpuAccount> {
  const [mounts, memberships] = await Promise.all([
    readFile("/proc/mounts", "utf8"),
    readFile("/proc/self/cgroup", "utf8"),
  ]);
  for (const location of cgroupLocations(mounts, memberships)) {
    try {
      return await CgroupAccount.open(location, name);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  const timesFolder = join(workFolder, `times-${name}`);
  await mkdir(timesFolder, { recursive: true });
  return new ProcessTreeAccount(timesFolder);
}

function isRefusal(error: unknown): boolean {
  return ["EACCES", "EPERM", "EROFS", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
