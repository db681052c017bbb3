import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { it } from "node:test";
import { makeDurableFolder } from "./durable-folder.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

it("makes a folder with those above it for its user alone, and leaves one that is there as it is", async (test) => {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  const deep = path.join(folder.path, "a/b/c");
  await makeDurableFolder(deep);
  await writeFile(path.join(deep, "file"), "x");
  await makeDurableFolder(deep);
  for (const made of ["a", "a/b", "a/b/c"])
    assert.equal((await stat(path.join(folder.path, made))).mode & 0o777, 0o700);
  assert.equal((await stat(path.join(deep, "file"))).size, 1);
});
