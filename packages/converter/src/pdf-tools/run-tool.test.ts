import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, describe, it } from "node:test";
import { leaksOf } from "../jail/probes.ts";
import { probeOfficeJail } from "../libreoffice-convert/probe-office-jail.ts";
import { temporaryParent } from "../temporary-folder.ts";
import { runTool, type ToolTask } from "./run-tool.ts";
import { openToolBench, type ToolBench, type ToolBenchChoice } from "./tool-bench.ts";

const limits = { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 5, maxResultBytes: 2 ** 20, timeoutMs: 20_000 };
const going = new AbortController().signal;
/** Of the tools that this machine has anyway, it can try the most. Its own modules lie below /usr/lib. */
const perl = "/usr/bin/perl";

describe("runTool", { timeout: 60_000 }, () => {
  let folder = "";
  let runs = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "run-tool-"));
    await writeFile(join(folder, "secret"), "not yours");
  });
  after(() => rm(folder, { recursive: true }));

  const bench = (choice: Partial<ToolBenchChoice> = {}) =>
    openToolBench({ jail: "enforce", limits, ...choice });
  async function run(script: string, task: Partial<ToolTask> = {}, on?: ToolBench) {
    runs += 1;
    const whole = { program: perl, args: ["-e", script], inputs: {}, signal: going, ...task };
    return runTool({ ...whole, folder: join(folder, `made-${runs}`) }, on ?? (await bench()));
  }
  const madeBy = (name: string) => readFile(join(folder, `made-${runs}`, name), "utf8");

  it("gives a program its inputs and texts, and takes the files that it leaves", async () => {
    const script = 'open(I, "<in"); open(T, "<text"); open(O, ">out/both"); print O <I>, <T>; print "said"';
    const inputs = { in: join(folder, "secret") };
    const { end, files, stdout } = await run(script, { inputs, texts: { text: ", ours" } });
    assert.deepEqual(
      { end, files, stdout },
      { end: { kind: "exited", status: 0 }, files: ["both"], stdout: "said" },
    );
    assert.equal(await madeBy("both"), "not yours, ours");
    const { uid, mode } = await stat(join(folder, `made-${runs}`, "both"));
    assert.deepEqual([uid, mode & 0o777], [process.getuid?.(), 0o600]);
    assert.equal((await stat(join(folder, "secret"))).uid, process.getuid?.());
  });

  it("lets it read and write nothing else, and see nothing of this process's environment", async () => {
    const other = join(folder, "secret");
    const tries = [`open(F, "<${other}")`, 'open(F, ">in")', 'open(F, ">beside")', 'open(F, "</etc/passwd")'];
    const script = `print join(",", ${tries.map((what) => `(${what} ? 1 : 0)`).join(", ")}), "|", join(",", sort keys %ENV)`;
    const { stdout } = await run(script, { inputs: { in: other } });
    assert.equal(stdout, "0,0,0,0|HOME,LANG,TMPDIR");
    assert.equal(await readFile(other, "utf8"), "not yours");
  });

  it("refuses everything that LibreOffice's jail does, and a socket as well", async () => {
    const { jail } = await bench();
    assert.ok(jail !== undefined, "npm run native builds it");
    const readable = ["/usr/lib", "/lib", "/lib64"];
    const ofTools = {
      ...jail,
      planOf: (plan: Parameters<typeof jail.planOf>[0]) => jail.planOf({ ...plan, readable }),
    };
    const probes = await probeOfficeJail(ofTools, [{ name: "the data folder", path: folder }]);
    assert.deepEqual(leaksOf(probes, jail.layers), []);
    assert.ok(probes.some(({ name, refused }) => name === "open a local socket" && refused));
  });

  it("does not take a link for a file", async () => {
    const unjailed = { ...(await bench()), jail: undefined };
    const { files } = await run(`symlink("${join(folder, "secret")}", "out/link")`, {}, unjailed);
    assert.deepEqual(files, []);
  });

  it("ends it and all it started when it is canceled, takes too long, or says or writes too much", async () => {
    const canceling = new AbortController();
    setTimeout(() => canceling.abort(), 300);
    const unjailed = { ...(await bench()), jail: undefined };
    const startedAt = performance.now();
    const forks = 'if (fork() == 0) { sleep 30; exit } open(O, ">out/pid"); print O "x"; close O; sleep 30';
    assert.equal((await run(forks, { signal: canceling.signal }, unjailed)).end.kind, "canceled");
    // The output of the other one would have kept it open.
    assert.ok(performance.now() - startedAt < 5_000);
    const impatient = await bench({ limits: { ...limits, timeoutMs: 300 } });
    assert.equal((await run("1 while 1", {}, impatient)).end.kind, "timeout");
    assert.equal((await run('print "x" x 1000 while 1')).end.kind, "limit");
    assert.equal((await run('open(O, ">out/big"); print O "x" x 1000 while 1')).end.kind, "limit");
    assert.equal((await run("kill 11, $$")).end.kind, "exited", "it may send itself no signal");
    assert.equal((await run("kill 11, $$", {}, unjailed)).end.kind, "crashed");
    assert.equal((await run("1", { signal: canceling.signal })).end.kind, "canceled");
  });

  it("leaves nothing of a run behind", async () => {
    await run("1", { inputs: { in: join(folder, "secret") } });
    const left = (await readdir(temporaryParent())).filter((name) => /^platen-tool-.*/.test(name));
    assert.deepEqual(
      left.filter((name) => name.includes(`-${process.pid}-`)),
      [],
    );
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith(".tool")),
      [],
    );
  });

  it("is refused where a layer is missing, unless JAIL=best-effort", async () => {
    await assert.rejects(bench({ without: ["seccomp"] }), { code: "engine_unavailable" });
    const weaker = await bench({ without: ["seccomp"], jail: "best-effort" });
    assert.deepEqual(weaker.jail?.missing, ["seccomp"]);
    assert.equal((await run('print "ran"', {}, weaker)).stdout, "ran");
  });

  it("says why a program cannot be started", async () => {
    await assert.rejects(run("", { program: "/usr/bin/none-such" }), { code: "engine_unavailable" });
  });
});
