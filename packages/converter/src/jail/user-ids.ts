import { chown, rm } from "node:fs/promises";
import process from "node:process";
import { makeTemporaryFolder } from "../temporary-folder.ts";

/** User ids that Debian gives to nobody: one for each of the press's children at once. */
export const firstUserId = 59_900;
/** And one for each LibreOffice at once that is started anew. */
export const firstOfficeUserId = 59_800;
/** And one for each tool at once that works on a document or a PDF. */
export const firstToolUserId = 59_700;

/** Whether this process may give files to other users, which children need to be users of their own. */
export async function mayGiveFilesAway(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const folder = await makeTemporaryFolder("owner");
  try {
    return await chown(folder, firstUserId, firstUserId).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
