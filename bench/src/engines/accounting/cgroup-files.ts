import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A folder in which a control group can be created that counts processor time. */
export interface CgroupLocation {
  readonly version: 1 | 2;
  readonly folder: string;
}

/**
 * The groups that this process is in, version 2 first, from the texts of `/proc/mounts` and `/proc/self/cgroup`.
 * Whether this process may create a group there must be tried.
 */
export function cgroupLocations(mounts: string, memberships: string): CgroupLocation[] {
  const own = memberships.split("\n").map((line) => line.split(":"));
  const locations = mounts.split("\n").flatMap((line): CgroupLocation[] => {
    const [, mountPoint = "", kind = "", options = ""] = line.split(" ");
    const controllers = options.split(",");
    const isCounting = kind === "cgroup2" || (kind === "cgroup" && controllers.includes("cpuacct"));
    if (!isCounting) return [];
    const version = kind === "cgroup2" ? 2 : 1;
    const membership = own.find(([id = "", names = ""]) =>
      version === 2 ? id === "0" : names.split(",").includes("cpuacct"),
    );
    return [{ version, folder: join(mountPoint, membership?.[2] ?? "/") }];
  });
  return locations.sort((a, b) => b.version - a.version);
}

export async function cpuSecondsIn(version: 1 | 2, folder: string): Promise<number> {
  const file = version === 2 ? "cpu.stat" : "cpuacct.usage";
  return cpuSecondsOf(version, await readFile(join(folder, file), "utf8"));
}

/** Parses the text of `cpu.stat` or `cpuacct.usage`. Fails if it does not hold the time used. */
export function cpuSecondsOf(version: 1 | 2, text: string): number {
  const used = version === 2 ? /^usage_usec (\d+)$/m.exec(text)?.[1] : /^(\d+)\s*$/.exec(text)?.[1];
  if (used === undefined)
    throw new Error(`The control group does not say how much processor time it used: ${text.slice(0, 80)}`);
  return Number(used) / (version === 2 ? 1e6 : 1e9);
}
