import assert from "node:assert/strict";
import { chmod, chown, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { it } from "node:test";
import { openTestPress } from "../test-support/open-test-press.ts";

it("converts in a folder below one that another user has closed, where it runs as root", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    const closed = join(folder, "closed");
    const workFolder = join(closed, "work");
    await mkdir(workFolder, { recursive: true });
    await chmod(closed, 0o700);
    // An ordinary user owns what it closes.
    if (process.getuid?.() === 0) await chown(closed, 65_534, 65_534);
    const press = await openTestPress({ workFolder });
    await press.close();
    assert.deepEqual(await readdir(workFolder), []);
  } finally {
    await rm(folder, { recursive: true });
  }
});
