import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const native = fileURLToPath(new URL("../native/", import.meta.url));
/** What was compiled on this machine. */
const built = join(native, "build");
/** What a published package brings for this kind of machine. */
const prebuilt = join(native, "prebuilt", `${process.platform}-${process.arch}`);

/** Where the press and its jail are, if anywhere: what was compiled here goes before what was brought along. */
export function nativeFolder(): string {
  return isThere(built) || !isThere(prebuilt) ? built : prebuilt;
}

/**
 * Compiles press and jail where there are none that run here, as after the installation of a package on another processor
 * than it was made for. Without LibreOffice's headers that is the jail alone, for the second engine. `onCompile` is
 * called before it begins, which takes about half a minute. Gives why there is no jail afterwards, or undefined.
 */
export async function prepareNativePrograms(onCompile: () => void = () => {}): Promise<string | undefined> {
  if (process.platform !== "linux") return "the jail needs Linux";
  if (await runs(nativeFolder())) return undefined;
  onCompile();
  const compiling = { reject: false, all: true, env: { NODE_OPTIONS: "" } } as const;
  const { all } = await execa(process.execPath, [join(native, "build.mjs")], compiling);
  if (await runs(built)) return undefined;
  return all.trim().split("\n").at(-1) || "the compiler said nothing";
}

function isThere(folder: string): boolean {
  return existsSync(join(folder, "jail"));
}

async function runs(folder: string): Promise<boolean> {
  const question = JSON.stringify({ folder: "/", userId: 0 });
  const { exitCode } = await execa(join(folder, "jail"), ["--layers", question], {
    reject: false,
    timeout: 10_000,
  });
  return exitCode === 0;
}
