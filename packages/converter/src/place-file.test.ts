import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { placeFile } from "./place-file.ts";

it("places a file with the mode of a new one, and replaces another only when it may", async (test) => {
  const folder = await mkdtemp(join(tmpdir(), "place-file-"));
  test.after(() => rm(folder, { recursive: true }));
  const [from, to] = [join(folder, "from"), join(folder, "to.pdf")];
  await writeFile(from, "made", { mode: 0o600 });
  await placeFile(from, to);
  assert.equal((await stat(to)).mode & 0o777, 0o666 & ~process.umask());
  await writeFile(from, "made again");
  await assert.rejects(placeFile(from, to), { code: "target_exists" });
  assert.equal(await readFile(to, "utf8"), "made");
  await placeFile(from, to, true);
  assert.equal(await readFile(to, "utf8"), "made again");
  assert.deepEqual((await readdir(folder)).toSorted(), ["from", "to.pdf"]);
});
