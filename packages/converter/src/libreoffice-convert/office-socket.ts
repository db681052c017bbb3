import { createHash } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";

/** LibreOffice knows no other place for it. */
const folder = "/tmp";

/**
 * Removes the socket on which LibreOffice waits to be started a second time: one that was ended, or that may not
 * remove files there, leaves it behind. Its name is made of the profile's URL, so it is this run's alone.
 * Where the run has a user of its own, all sockets of that user go.
 */
export async function removeOfficeSocket(profileUrl: string, userId?: number): Promise<void> {
  if (userId !== undefined) return removeSocketsOf(userId);
  const digest = createHash("md5").update(Buffer.from(profileUrl, "utf16le")).digest();
  const hash = [...digest].map((byte) => byte.toString(16)).join("");
  // Without the user's number where the jail keeps the list of users from LibreOffice.
  const owners = ["", `${process.getuid?.()}_`];
  for (const owner of owners)
    await rm(join(folder, `OSL_PIPE_${owner}SingleOfficeIPC_${hash}`), { force: true });
}

async function removeSocketsOf(userId: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("OSL_PIPE_"));
  for (const name of names) {
    const path = join(folder, name);
    const facts = await lstat(path).catch(() => undefined);
    if (facts?.isSocket() && facts.uid === userId) await rm(path, { force: true });
  }
}
