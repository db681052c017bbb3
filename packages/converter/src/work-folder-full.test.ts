import assert from "node:assert/strict";
import { mkdtemp, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { assertRoomIn } from "./work-folder-full.ts";

const program = fileURLToPath(new URL("../test-programs/convert-on-full-disk.ts", import.meta.url));
/** Whoever is not root may mount a disk in namespaces of its own. */
const inNamespaces = ["--mount", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"])];
const onSmallDisk = 'mount -t tmpfs -o size=64m tmpfs "$TMPDIR" && exec "$@"';

describe("a disk without room for the result", { timeout: 120_000 }, () => {
  for (const engine of ["press", "libreoffice-convert"])
    it(`is not blamed on the document by ${engine}`, async () => {
      const TMPDIR = await mkdtemp(join(tmpdir(), "full-disk-"));
      const command = ["sh", "-c", onSmallDisk, "sh", process.execPath, program, engine];
      const { stdout } = await execa("unshare", [...inNamespaces, ...command], {
        env: { TMPDIR },
        timeout: 60_000,
      });
      await rmdir(TMPDIR);
      assert.deepEqual(JSON.parse(stdout), ["converted", "work_folder_full"]);
    });

  it("is told from one with room", async () => {
    // It has a size of nothing.
    await assert.rejects(assertRoomIn("/proc"), { kind: "unavailable", code: "work_folder_full" });
    await assertRoomIn(tmpdir());
  });
});
