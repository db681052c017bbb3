import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { it } from "node:test";

const index = new URL("./index.ts", import.meta.url).href;

/** A process of its own, because a log writes to the standard output of its process. */
function linesOf(program: string): string {
  const script = `import { openLog } from ${JSON.stringify(index)}; ${program}`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
}

it("writes one JSON object a line, from the level on", () => {
  const lines = linesOf(
    'const log = await openLog("warn", false); log.info("less"); log.warn({ jobId: "a" }, "more");',
  );
  const { level, jobId, msg } = JSON.parse(lines);
  assert.deepEqual({ level, jobId, msg }, { level: 40, jobId: "a", msg: "more" });
});

it("writes lines for people on a terminal", () => {
  const lines = linesOf('const log = await openLog("info", true); log.info({ jobId: "a" }, "job done");');
  assert.match(lines, /INFO.*job done/);
  assert.doesNotMatch(lines, /^\{/m);
});
