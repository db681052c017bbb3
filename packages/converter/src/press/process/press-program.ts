import { access, constants, readdir } from "node:fs/promises";
import { join } from "node:path";
import { nativeFolder } from "../../native-programs.ts";

/** The press as `npm run native` built it. */
export interface PressProgram {
  readonly path: string;
  /** What the template process converts when it starts. */
  readonly warmUpDocuments: readonly string[];
}

/** Undefined where the press was not built. */
export async function findPressProgram(): Promise<PressProgram | undefined> {
  const build = nativeFolder();
  const path = join(build, "press");
  const warmUp = join(build, "warm-up");
  try {
    await access(path, constants.X_OK);
    const names = await readdir(warmUp);
    const documents = names.filter((name) => !name.startsWith(".")).sort();
    return { path, warmUpDocuments: documents.map((name) => join(warmUp, name)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
