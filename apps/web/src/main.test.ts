import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

async function run(test: TestContext, environment: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "platen-web-main-"));
  test.after(() => rm(folder, { recursive: true }));
  const paths = { DATABASE_PATH: join(folder, "jobs.db"), STORAGE_PATH: join(folder, "files") };
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PORT: "0", ...paths, ...environment },
  });
  test.after(() => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const ended = once(child, "close") as Promise<[number | null]>;
  const url = async () => {
    for (;;) {
      const found = /"url":"([^"]+)"/.exec(output)?.[1];
      if (found !== undefined) return found;
      assert.equal(child.exitCode, null, output);
      await Promise.race([once(child.stdout, "data"), ended]);
    }
  };
  return { child, ended, url, output: () => output };
}

describe("The web program", () => {
  it("serves on the local backend and ends well at a signal", async (test) => {
    const program = await run(test, {});
    const url = await program.url();
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    program.child.kill("SIGTERM");
    assert.deepEqual((await program.ended)[0], 0, program.output());
  });

  it("says in plain lines what is wrong with its settings", async (test) => {
    const wrong = await run(test, { PORT: "70000", LOG_LEVEL: "loud" });
    assert.equal((await wrong.ended)[0], 1);
    assert.match(wrong.output(), /^2 settings are wrong:\n {2}PORT: .*\n {2}LOG_LEVEL: .*\n$/);
    const open = await run(test, { HOST: "0.0.0.0" });
    assert.equal((await open.ended)[0], 1);
    assert.match(open.output(), /^HOST=0\.0\.0\.0 .*API_KEYS.*\n$/);
  });

  it("logs no name, no password, no key and no query", async (test) => {
    const program = await run(test, { LOG_LEVEL: "trace", API_KEYS: "ann:a-very-secret-key-1" });
    const url = await program.url();
    const form = new FormData();
    form.append("password", "secret-password");
    form.append("file", new Blob(["hello"]), "secret-name.txt");
    const headers = { authorization: "Bearer a-very-secret-key-1", "idempotency-key": "secret-key" };
    const answer = await fetch(`${url}/v1/convert?filename=secret-query.txt`, {
      method: "POST",
      body: form,
      headers: { ...headers, prefer: "wait=0" },
    });
    assert.equal(answer.status, 504);
    await fetch(`${url}/secret-path/secret?secret-query=1`, { headers });
    program.child.kill("SIGTERM");
    await program.ended;
    assert.match(program.output(), /"route":"\/v1\/convert"/);
    assert.doesNotMatch(program.output(), /secret/);
  });
});
