import { access, constants } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const program = fileURLToPath(new URL("../../native/build/jail", import.meta.url));

/** The launcher that runs LibreOffice in the press's jail; undefined where it was not built or the kernel lacks a layer. */
export async function findOfficeJail(): Promise<string | undefined> {
  const isThere = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const { failed } = await execa(program, ["--check"], { reject: false, timeout: 10_000 });
  return failed ? undefined : program;
}
