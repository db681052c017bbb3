import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { execa } from "execa";
import { brokenCacheLines } from "./shared-caches.ts";

it("names a cache in which something is closed to other users, and the command that mends it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    const path = join(folder, "cache");
    const caches = [{ path, program: "LibreOffice" } as const];
    assert.deepEqual(await brokenCacheLines(caches), []);
    await mkdir(join(path, "open"), { recursive: true });
    await writeFile(join(path, "open", "entry"), "1");
    await execa("chmod", ["-R", "a+rX", path]);
    assert.deepEqual(await brokenCacheLines(caches), []);
    for (const name of ["open", "open/entry"]) {
      await chmod(join(path, name), name === "open" ? 0o700 : 0o600);
      const [line = "", ...more] = await brokenCacheLines(caches);
      assert.match(line, /cache is closed to some users, for whom LibreOffice may fail/);
      assert.deepEqual(more, []);
      const [program = "", ...args] = (line.split("As root: ")[1] ?? "").split(" ");
      await execa(program, args);
      assert.deepEqual(await brokenCacheLines(caches), []);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
