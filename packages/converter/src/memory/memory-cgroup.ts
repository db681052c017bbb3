import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The control group that bounds this program's memory (https://docs.kernel.org/admin-guide/cgroup-v2.html). */
export interface MemoryCgroup {
  readonly version: 1 | 2;
  /** Its folder first, then those of the groups around it, as far as they can be seen from here. */
  readonly folders: readonly string[];
}

/** Undefined where there is none. `root` stands for `/`. */
export async function findMemoryCgroup(root = "/"): Promise<MemoryCgroup | undefined> {
  const lines = (await readText(join(root, "proc/self/cgroup"))).split("\n").map((line) => line.split(":"));
  const first = lines.find(([, controllers = ""]) => controllers.split(",").includes("memory"));
  const second = lines.find(([id, controllers]) => id === "0" && controllers === "");
  const [, , path = "/"] = first ?? second ?? [];
  const version = first === undefined ? 2 : 1;
  const mounts = version === 1 ? ["sys/fs/cgroup/memory"] : ["sys/fs/cgroup", "sys/fs/cgroup/unified"];
  for (const mount of mounts.map((name) => join(root, name))) {
    const folders = await foldersUpTo(
      mount,
      path,
      version === 1 ? "memory.usage_in_bytes" : "cgroup.controllers",
    );
    if (folders.length > 0) return { version, folders };
  }
  return undefined;
}

/** From inside a container the path may name a folder of the machine, while the mount begins at the container's own group. */
async function foldersUpTo(mount: string, path: string, mark: string): Promise<string[]> {
  const folders: string[] = [];
  for (let folder = join(mount, path); folder.startsWith(mount); folder = dirname(folder))
    if (await isThere(join(folder, mark))) folders.push(folder);
  return folders;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** An empty text for a file that is not there or cannot be read. */
export async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
