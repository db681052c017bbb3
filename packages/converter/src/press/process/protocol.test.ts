import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { execa } from "execa";
import { buildFuzz } from "../../../native/fuzz/build-fuzz.mjs";

const examples = [
  { event: "loading", text: 'a "b" \\ / \u00e9 \u{1f600} \u0001', integer: -12, list: ["x", "", "y"] },
  { integer: 9_007_199_254_740_991, other: [1, 2.5e-3, -0.1, null, true, false, { deep: [[{}]] }] },
];
const pieces = [
  "0",
  "1",
  "-",
  ".",
  "e",
  "E",
  "+",
  ",",
  ":",
  '"',
  "\\",
  "\\u",
  "d83d",
  "{",
  "}",
  "[",
  "]",
  " ",
  "\t",
  "null",
];

describe("the press's readers of its protocol, built with sanitizers", { timeout: 240_000 }, () => {
  let folder: string;
  let program: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    program = await buildFuzz(folder);
  });
  after(() => rm(folder, { recursive: true }));

  it("keep their promises for 300,000 made inputs", async () => {
    // Another seed each day, so that a project that is tested daily sees more than one alone.
    const seed = Math.floor(Date.now() / 86_400_000);
    const { stdout } = await execa(program, ["300000", String(seed)], { timeout: 200_000 });
    const [, ways, kept] = /: (\d+) ways through the code, (\d+) inputs kept/.exec(stdout) ?? [];
    assert.ok(Number(ways) > 500, stdout);
    assert.ok(Number(kept) > 50, stdout);
  });

  it("take for JSON what JSON.parse takes, and understand it as the same", async () => {
    const lines = madeLines(20_000);
    const { stdout } = await execa(program, ["--answer"], { input: `${lines.join("\n")}\n` });
    const answers = stdout.split("\n");
    assert.equal(answers.length, lines.length);
    let taken = 0;
    lines.forEach((line, index) => {
      if (answers[index] === "refused") return;
      taken += 1;
      assert.deepEqual(JSON.parse(answers[index] ?? ""), membersOf(JSON.parse(line)), line);
    });
    assert.ok(taken > 1_000, `${taken} of ${lines.length}`);
    const sound = lines.flatMap((line) => soundJson(line) ?? []);
    const again = await execa(program, ["--answer"], { input: `${sound.join("\n")}\n` });
    again.stdout.split("\n").forEach((answer, index) => {
      assert.notEqual(answer, "refused", sound[index]);
    });
  });
});

/** Changed at random, always in the same way. */
function madeLines(count: number): string[] {
  let state = 1;
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return Array.from({ length: count }, () => {
    let line = JSON.stringify(examples[below(examples.length)]);
    for (let changes = below(3); changes >= 0; changes--) {
      const at = below(line.length);
      const piece = pieces[below(pieces.length)] ?? "";
      line = line.slice(0, at) + (below(2) === 0 ? piece : "") + line.slice(at + below(3));
    }
    return line.toWellFormed();
  });
}

/** What the press takes from a message. */
function membersOf(value: unknown): object {
  const { text, integer, list } = (value ?? {}) as Record<string, unknown>;
  return {
    text: typeof text === "string" ? text : "",
    // JSON knows -0, and the press does not.
    integer: Number.isSafeInteger(integer) ? Number(integer) + 0 : 0,
    list: Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [],
  };
}

/** Written by JSON.stringify, without what the press refuses in sound JSON; undefined for what is no JSON. */
function soundJson(line: string): string | undefined {
  try {
    const text = JSON.stringify(JSON.parse(line));
    return /\\ud[89a-f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
