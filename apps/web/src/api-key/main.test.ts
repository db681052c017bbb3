import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { hashOfKey, parseKeyLines } from "../access/key-lines.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));

function run(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { encoding: "utf8", timeout: 60_000 });
}

describe("npm run api-key", () => {
  it("tells a key and the line that lets it in", () => {
    const { status, stdout } = run("ann", "--expires", "2030-12-31");
    assert.equal(status, 0);
    const [, key = "", , , line = ""] = stdout.split("\n");
    const [known] = parseKeyLines(line);
    assert.deepEqual(
      [known?.owner, known?.hash, known?.expiresAt],
      ["ann", hashOfKey(key), Date.UTC(2030, 11, 31)],
    );
  });

  it("says how it is used when it is not used so", () => {
    for (const args of [[], ["ann", "bob"], ["ann", "--until", "2030-12-31"], ["ann", "--expires", "soon"]]) {
      const { status, stdout, stderr } = run(...args);
      assert.deepEqual([status, stdout], [1, ""], args.join(" "));
      assert.match(stderr, /^Use: npm run api-key -- OWNER/m);
    }
  });
});
