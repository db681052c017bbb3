import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const source = fileURLToPath(new URL("../../../native/baseline.cc", import.meta.url));
const cache = fileURLToPath(new URL("../../../../node_modules/.cache/platen", import.meta.url));

/** Compiles `native/baseline.cc` unless it is already compiled, and returns the path of the program. Needs c++ and the package libreofficekit-dev. */
export async function buildBaseline(programFolder: string): Promise<string> {
  const text = await readFile(source, "utf8");
  const program = join(cache, `baseline-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`);
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  await mkdir(cache, { recursive: true });
  const fresh = `${program}-${process.pid}`;
  const headers = join(dirname(programFolder), "sdk", "include");
  await execa("c++", ["-std=c++17", "-O2", "-idirafter", headers, "-o", fresh, source, "-ldl"]);
  await rename(fresh, program);
  return program;
}
