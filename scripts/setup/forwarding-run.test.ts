import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";

const script = new URL("./forwarding-run.mjs", import.meta.url).href;

/** Counts the signals that it hears; a child of its own does too. */
const listener = `
  const { spawn } = require("node:child_process");
  const says = (who) => \`let heard = 0; process.on("SIGINT", () => console.log("\${who} heard", ++heard));\` +
    \`process.on("SIGTERM", () => process.exit(7)); setInterval(() => 0, 1000); console.log("\${who} ready");\`;
  const child = spawn(process.execPath, ["-e", says("child")], { stdio: "inherit" });
  eval(says("parent"));
  process.on("exit", () => child.kill("SIGKILL"));
`;

function run(step: object): ChildProcess & { stdout: NonNullable<ChildProcess["stdout"]> } {
  const program = `
    import { forwardingRun } from ${JSON.stringify(script)};
    process.exitCode = await forwardingRun(process.execPath, ${JSON.stringify(step)});
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

describe("running a step", () => {
  it("gives its exit status", async () => {
    for (const [program, expected] of [
      ["process.exit(0)", 0],
      ["process.exit(3)", 3],
      ["process.kill(process.pid, 'SIGKILL')", 137],
    ] as const) {
      const [status] = await once(run({ args: ["-e", program] }), "close");
      assert.equal(status, expected, program);
    }
  });

  it("hands on a signal that comes twice at once as one, to the program alone if that drains", async () => {
    const running = run({ args: ["-e", listener], drains: true });
    const closed = once(running, "close");
    const heard: string[] = [];
    for await (const line of createInterface(running.stdout)) {
      heard.push(line);
      if (heard.length === 2) {
        running.kill("SIGINT");
        setTimeout(() => running.kill("SIGINT"), 50);
      }
      if (line === "parent heard 1") setTimeout(() => running.kill("SIGTERM"), 1_000);
    }
    assert.deepEqual(heard.toSorted(), ["child ready", "parent heard 1", "parent ready"]);
    assert.deepEqual(await closed, [7, null]);
  });

  it("hands on a second signal that comes later", async () => {
    const running = run({ args: ["-e", listener], drains: true });
    const closed = once(running, "close");
    for await (const line of createInterface(running.stdout)) {
      if (line === "parent ready" || line === "parent heard 1") setTimeout(() => running.kill("SIGINT"), 800);
      if (line === "parent heard 2") running.kill("SIGTERM");
    }
    assert.deepEqual(await closed, [7, null]);
  });

  it("tells all processes of a program that does not drain", async () => {
    const running = run({ args: ["-e", listener] });
    const heard = new Set<string>();
    for await (const line of createInterface(running.stdout)) {
      heard.add(line);
      if (heard.size === 2) running.kill("SIGINT");
      if (heard.size === 4) running.kill("SIGTERM");
    }
    assert.ok(heard.has("child heard 1") && heard.has("parent heard 1"));
  });

  it("kills what takes too long, with its children", async () => {
    const running = run({ args: ["-e", listener], limitMs: 1_500 });
    const [status] = await once(running, "close");
    assert.equal(status, 137);
  });
});
