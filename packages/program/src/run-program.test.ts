import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const path = fileURLToPath(new URL("../test-programs/stopping.ts", import.meta.url));

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

type React = (child: ChildProcess, line: "ready" | "stopping" | "other") => void;

/** Runs the program until it ends; `react` sees what it says on the way. */
async function run(way: string, react: React = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, [path, way], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    react(
      child,
      (/"msg":"(ready|stopping)"/.exec(chunk)?.[1] as "ready" | "stopping" | undefined) ?? "other",
    );
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [status] = await once(child, "close");
  return { status, output, errors };
}

const atReady =
  (signal: "SIGTERM" | "SIGINT"): React =>
  (child, line) =>
    line === "ready" && child.kill(signal);

describe("runProgram", () => {
  it("stops on a signal and then ends well", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { status, output } = await run("in-order", atReady(signal));
      assert.equal(status, 0, output);
      assert.match(output, new RegExp(`"signal":"${signal}".*"msg":"stopping"`));
      assert.match(output, /"msg":"stopped"/);
    }
  });

  it("cuts off a stop that takes too long", async () => {
    const { status, output } = await run("too-late", atReady("SIGTERM"));
    assert.equal(status, 1);
    assert.match(output, /not stopped within 200 ms/);
  });

  it("exits at once at a second signal", async () => {
    const { status, errors } = await run("never", (child) => child.kill("SIGINT"));
    assert.deepEqual({ status, errors }, { status: 1, errors: "Second SIGINT: exiting at once.\n" });
  });

  it("tells why a stop failed", async () => {
    const { status, output } = await run("badly", atReady("SIGTERM"));
    assert.equal(status, 1);
    assert.match(output, /the stop itself is broken/);
  });

  it("stops after an error that nothing handled", async () => {
    const { status, output } = await run("buggy");
    assert.equal(status, 1);
    assert.match(output, /TypeError: a bug at work/);
    assert.match(output, /"msg":"stopped"/);
  });

  it("says in one line why it could not start", async () => {
    const { status, errors } = await run("not-started");
    assert.deepEqual({ status, errors }, { status: 1, errors: "Port 1 is taken. Set PORT.\n" });
  });

  it("shows the stack of a bug at the start", async () => {
    const { status, errors } = await run("buggy-start");
    assert.equal(status, 1);
    assert.match(errors, /TypeError: a bug at the start\n\s+at /);
  });
});
