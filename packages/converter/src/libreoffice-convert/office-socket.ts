import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";

/** LibreOffice knows no other place for it. */
const folder = "/tmp";

/**
 * Removes the socket on which LibreOffice waits to be started a second time: one that was ended, or that may not
 * remove files there, leaves it behind. Its name is made of the profile's URL, so it is this run's alone.
 */
export async function removeOfficeSocket(profileUrl: string): Promise<void> {
  const digest = createHash("md5").update(Buffer.from(profileUrl, "utf16le")).digest();
  const hash = [...digest].map((byte) => byte.toString(16)).join("");
  // Without the user's number where the jail keeps the list of users from LibreOffice.
  const owners = ["", `${process.getuid?.()}_`];
  for (const owner of owners)
    await rm(join(folder, `OSL_PIPE_${owner}SingleOfficeIPC_${hash}`), { force: true });
}
