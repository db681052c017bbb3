import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { commands } from "./commands.mjs";
import { root } from "./setup/root.mjs";
import { systemParts } from "./setup/system-parts.mjs";
import { testArguments } from "./test-arguments.mjs";

describe("the commands", () => {
  it("are the npm scripts, each by its name", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const own = Object.fromEntries(
      Object.keys(commands).map((name) => [name, `node scripts/run.mjs ${name}`]),
    );
    assert.deepEqual(scripts, own);
  });

  it("need parts that are known, and run programs that exist", () => {
    for (const [name, { parts, steps }] of Object.entries(commands)) {
      for (const part of parts) assert.ok(Object.hasOwn(systemParts, part), `${name} needs ${part}`);
      const programs = steps([]).flatMap(({ args }) =>
        args.filter((arg) => /^[a-z_].*\.(ts|mjs)$|\/bin\//.test(arg)),
      );
      for (const program of programs.filter((path) => !path.includes("*")))
        assert.ok(existsSync(join(root, program)), `${name} runs ${program}`);
    }
  });

  it("hand on what stands behind them", () => {
    const args = commands.corpus?.steps(["documents", "--verbose"])[0]?.args;
    assert.deepEqual(args?.slice(-2), ["documents", "--verbose"]);
  });

  it("say what there is when there is no such command", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/run.mjs"), "conquer"], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /^Unknown command\. There are: start, .*corpus.*\.\n$/);
  });
});

describe("the test command", () => {
  it("finds every test file of the project", () => {
    const patterns = testArguments([]).filter((arg) => !arg.startsWith("-"));
    const found = new Set(globSync(patterns, { cwd: root, exclude: ["**/node_modules/**"] }));
    const all = globSync("**/*.test.{ts,mjs}", { cwd: root, exclude: ["**/node_modules/**", "infra/**"] });
    assert.deepEqual(
      all.filter((path) => !found.has(path)),
      [],
    );
    assert.ok(found.size > 10);
  });

  it("runs only what it is given, with the options that it is given", () => {
    const args = testArguments(["a.test.ts", "--test-name-pattern=queue"]);
    assert.deepEqual(
      args.filter((arg) => !arg.startsWith("-")),
      ["a.test.ts"],
    );
    assert.ok(args.includes("--test-name-pattern=queue"));
  });
});
