import assert from "node:assert/strict";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { makeFolder } from "./make-folder.ts";

describe("makeFolder", { timeout: 20_000 }, () => {
  it("makes the folders above it too, whoever makes them at the same time", async () => {
    const folder = await mkdtemp(join(tmpdir(), "make-folder-"));
    try {
      const path = join(folder, "a/b/c");
      await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, "a"))]);
      assert.ok((await stat(path)).isDirectory());
      await makeFolder(path);
      await writeFile(join(folder, "file"), "");
      await assert.rejects(makeFolder(join(folder, "file/below")), { code: "ENOTDIR" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("ends where no folder can be made", async () => {
    await assert.rejects(makeFolder("/proc/platen/a"), { syscall: "mkdir" });
  });
});
