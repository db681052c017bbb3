import assert from "node:assert/strict";
import { access, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { execa } from "execa";
import { findOfficeJail } from "./office-jail.ts";
import { removeOfficeSocket } from "./office-socket.ts";

describe("the jail around LibreOffice started anew", { timeout: 60_000 }, () => {
  let folder = "";
  let jail = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "office-jail-"));
    jail = (await findOfficeJail()) ?? "";
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Perl may be run here in LibreOffice's place: it lies outside of what a document may read, so it gets its own rule. */
  const inJail = (script: string) =>
    execa(jail, [folder, "--", "/usr/bin/perl", "-e", script], { reject: false, timeout: 20_000 });

  it("is there", () => assert.notEqual(jail, ""));

  it("runs the program, which may change its folder", async () => {
    const file = join(folder, "made");
    const { exitCode, stderr } = await inJail(`open(F, ">", "${file}") or exit 3;`);
    assert.equal(exitCode, 0, stderr);
    await access(file);
  });

  it("keeps files outside, other programs, processes and the network from it", async () => {
    const outside = join(tmpdir(), "office-jail-outside");
    await writeFile(outside, "secret", { mode: 0o644 });
    const tries: Record<string, string> = {
      "reads a file outside": `open(F, "<", "${outside}")`,
      "reads the list of users": 'open(F, "<", "/etc/passwd")',
      "writes outside": `open(F, ">", "${outside}.new")`,
      "links out of its folder": `symlink("/etc/passwd", "${join(folder, "link")}")`,
      "starts a process": "defined(fork())",
      "runs another program": 'exec("/bin/true")',
      "opens an internet socket": "socket(S, 2, 1, 0)",
      "signals its parent": "kill(0, getppid())",
      "connects to a local socket": `socket(S, 1, 1, 0) && connect(S, pack("S a*", 1, "${outside}.socket\\0")) || $! != 1`,
    };
    const scriptOf = (names: string[]) =>
      names.map((name) => `print "${name}\\n" if ${tries[name]}; `).join("");
    const { stdout, exitCode, stderr } = await inJail(scriptOf(Object.keys(tries)));
    const harmless = [
      "reads a file outside",
      "reads the list of users",
      "opens an internet socket",
      "signals its parent",
    ];
    const control = await execa("/usr/bin/perl", ["-e", scriptOf(harmless)]);
    await rm(outside);
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, "");
    assert.deepEqual(control.stdout.split("\n"), harmless);
  });

  it("says so and runs nothing when it is not told what to run", async () => {
    const { exitCode, stderr } = await execa(jail, [folder], { reject: false });
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
