import assert from "node:assert/strict";
import { chown, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { it } from "node:test";
import { giveToOwner } from "./give-to-owner.mjs";

it("gives what root made to the project's owner, through no link, and changes nothing for anybody else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    const ownerOf = async (name: string) => (await lstat(join(folder, name))).uid;
    await mkdir(join(folder, "project/data/files"), { recursive: true });
    await mkdir(join(folder, "project/own"));
    await writeFile(join(folder, "outside"), "");
    await symlink(join(folder, "outside"), join(folder, "project/data/link"));
    const isRoot = process.getuid?.() === 0;
    const user = process.getuid?.() ?? 0;
    if (isRoot) await chown(join(folder, "project"), 65_534, 65_534);
    giveToOwner(join(folder, "project"));
    const owner = isRoot ? 65_534 : user;
    for (const name of ["data", "data/files", "data/link"])
      assert.equal(await ownerOf(`project/${name}`), owner);
    for (const name of ["outside", "project/own"]) assert.equal(await ownerOf(name), user);
  } finally {
    await rm(folder, { recursive: true });
  }
});
