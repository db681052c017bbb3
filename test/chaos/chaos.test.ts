import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { experiments } from "./experiments/index.ts";

const localNames = experiments.filter(({ backends }) => backends.includes("local")).map(({ name }) => name);
const program = fileURLToPath(new URL("main.ts", import.meta.url));

/** If the user is not root, runs in separate namespaces, so that small disks can be mounted. */
function commandOf(options: readonly string[]): [string, string[]] {
  const command = [process.execPath, program, "--reduced", ...options];
  const inNamespaces = ["unshare", "--map-root-user", "--mount"];
  const [name = "", ...rest] = process.getuid?.() === 0 ? command : [...inNamespaces, ...command];
  return [name, rest];
}

async function outcomeOf(options: readonly string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(...commandOf(options), { stdio: ["ignore", "pipe", "inherit"] });
  const output = text(child.stdout);
  const [status] = await once(child, "exit");
  return { status, output: await output };
}

/** Experiments mostly wait, so two run at a time. */
describe("nothing is lost", { concurrency: 2 }, () => {
  const backends = { local: localNames, aws: ["zombie", "lost-answers", "outage"] };
  for (const [backend, names] of Object.entries(backends)) {
    for (const { name, description } of experiments.filter(({ name }) => names.includes(name))) {
      it(`${name} on ${backend}: ${description}`, async (t) => {
        const { status, output } = await outcomeOf(["--experiment", name, "--backend", backend]);
        for (const line of output.trimEnd().split("\n")) t.diagnostic(line);
        assert.equal(status, 0, output);
      });
    }
  }

  it("reports BROKEN without the fencing token, when a late writer wins", async () => {
    const { status, output } = await outcomeOf([
      "--experiment",
      "zombie",
      "--backend",
      "local",
      "--unprotected",
    ]);
    assert.equal(status, 1, output);
    assert.match(output, /BROKEN {2}every late write is refused: 0 of 6/);
  });
});
