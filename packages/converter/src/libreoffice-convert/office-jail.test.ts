import assert from "node:assert/strict";
import { access, chmod, chown, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { execa } from "execa";
import type { JailChoice } from "../jail/jail-choice.ts";
import { findJailLauncher, type JailLauncher } from "../jail/jail-launcher.ts";
import { removeOfficeSocket } from "./office-socket.ts";
import { leaksOf, probeOfficeJail } from "./probe-office-jail.ts";

const isRoot = process.getuid?.() === 0;

async function jailWith(choice: JailChoice = {}): Promise<JailLauncher> {
  const jail = await findJailLauncher(choice);
  assert.ok(jail !== undefined, "npm run native builds it");
  return jail;
}

/** What a document could do in a jail with these layers, the data folder included. */
async function allowedWith(
  choice: JailChoice,
): Promise<{ jail: JailLauncher; allowed: string[]; leaks: string[] }> {
  const jail = await jailWith(choice);
  const path = await mkdtemp(join(tmpdir(), "office-jail-"));
  try {
    const probes = await probeOfficeJail(jail, [{ name: "the data folder", path }]);
    const allowed = probes.filter(({ refused }) => !refused).map(({ name }) => name);
    assert.deepEqual(await readdir(path), []);
    return { jail, allowed, leaks: leaksOf(probes, jail.layers).map(({ name }) => name) };
  } finally {
    await rm(path, { recursive: true });
  }
}

describe("the jail around LibreOffice started anew", { timeout: 60_000 }, () => {
  it("has the layers of the press's, and refuses what that refuses but the socket that LibreOffice waits on", async () => {
    const { jail, allowed, leaks } = await allowedWith({});
    assert.deepEqual(jail.missing, []);
    assert.equal(jail.layers.includes("user-ids"), isRoot);
    assert.deepEqual(allowed, ["open a local socket"]);
    assert.deepEqual(leaks, []);
  });

  it("refuses the same with each version of Landlock", async () => {
    for (const maxLandlockAbi of [1, 2, 3, 4, 5, 6, 7]) {
      const { jail, leaks } = await allowedWith({ maxLandlockAbi, without: ["user-ids"] });
      assert.match(jail.landlock, new RegExp(`^version [1-${maxLandlockAbi}]:`));
      assert.deepEqual(leaks, [], `version ${maxLandlockAbi}`);
    }
  });

  it("without seccomp lets a document open sockets and change modes, owners and limits of what is the same user's", async () => {
    const { jail, leaks } = await allowedWith({ without: ["seccomp", "user-ids"] });
    assert.deepEqual(jail.missing, ["seccomp"]);
    for (const name of ["chmod", "chown", "set the times of"])
      assert.ok(leaks.includes(`${name} the worker's file`));
    for (const name of ["open an IPv4 socket", "start a process", "change the limits of a neighbour"])
      assert.ok(leaks.includes(name), name);
  });

  it("without walls around files lets a document read another, and without limits take all memory", async () => {
    const open = await allowedWith({ without: ["landlock", "user-ids"] });
    assert.deepEqual(open.jail.missing, ["landlock"]);
    assert.ok(open.leaks.includes("read a neighbour's file"));
    const unlimited = await allowedWith({ without: ["limits"] });
    assert.deepEqual(unlimited.leaks, ["reserve 8 TB of memory", "open 1,000 files"]);
  });

  it("without an emptied environment or closed descriptors shows what is not the document's", async () => {
    const named = await allowedWith({ without: ["environment"] });
    assert.deepEqual(named.leaks, ["find a secret in the environment"]);
    const open = await allowedWith({ without: ["descriptors"] });
    assert.deepEqual(open.jail.missing, ["descriptors"]);
  });

  it("gives the program its folder, with a user of its own where that is possible", async () => {
    const jail = await jailWith();
    const folder = await mkdtemp(join(tmpdir(), "office-jail-"));
    try {
      await mkdir(join(folder, "outputs"));
      const plan = jail.planOf({ folder, own: ["outputs"], slot: 3 });
      // Perl may be run here in LibreOffice's place: it lies outside of what a document may read, so it gets its own rule.
      const script = 'open(F, ">", "outputs/made") or exit 3; print $<; open(F, ">", "beside") and exit 4;';
      const { exitCode, stdout, stderr } = await execa(jail.program, [plan, "/usr/bin/perl", "-e", script], {
        reject: false,
      });
      assert.equal(exitCode, 0, stderr);
      assert.equal(Number(stdout), jail.userIdOf(3) ?? process.getuid?.());
      await access(join(folder, "outputs", "made"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is tried from below a folder that another user has closed, too", async () => {
    const jail = await jailWith();
    const folder = await mkdtemp(join(tmpdir(), "office-jail-"));
    // The jail lets a program read the folder above its own, so nothing else is in it.
    const probesProgram = join(folder, "program", "probes");
    try {
      await mkdir(join(folder, "program"));
      await copyFile(jail.probesProgram, probesProgram);
      await chmod(folder, 0o700);
      // An ordinary user owns what it closes.
      if (isRoot) await chown(folder, 65_534, 65_534);
      const probes = await probeOfficeJail({ ...jail, probesProgram });
      assert.deepEqual(leaksOf(probes, jail.layers), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("says so and runs nothing when its plan is not complete", async () => {
    const { program } = await jailWith();
    const { exitCode, stderr } = await execa(program, ["{}", "/bin/true"], { reject: false });
    assert.equal(exitCode, 126);
    assert.match(stderr, /^The jail cannot be entered: /);
  });

  it("removes the socket that LibreOffice may not remove", async () => {
    const name = "OSL_PIPE_SingleOfficeIPC_6317ebddd11e7196d5cb377e36b414f";
    await writeFile(join("/tmp", name), "");
    await removeOfficeSocket("file:///tmp/some/profile");
    assert.equal((await readdir("/tmp")).includes(name), false);
  });
});
