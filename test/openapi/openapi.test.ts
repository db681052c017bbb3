import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { Installation } from "../support/installation.ts";
import { npmEnvironment } from "../support/npm-environment.ts";

const run = promisify(execFile);

/** The description as others read it. */
describe("/openapi.json", { timeout: 360_000 }, () => {
  let installation: Installation;
  let description = "";
  let tool: (name: string) => string;

  before(async () => {
    const [opened, programs] = await Promise.all([
      Installation.open(),
      npmEnvironment("test/openapi/readers"),
    ]);
    installation = opened;
    tool = (name) => join(programs, name);
    const { url } = await installation.start("web");
    description = join(installation.folder, "openapi.json");
    await writeFile(description, await (await fetch(`${url}/openapi.json`)).text());
  });
  after(() => installation?.close());

  it("is right by Redocly's rules", async () => {
    // It would look for a newer version, and tell of the run.
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const { stdout, stderr } = await run(tool("redocly"), ["lint", "--format=json", description], { env });
    const { totals } = JSON.parse(stdout);
    assert.deepEqual([totals.errors, totals.warnings], [0, 0], stderr);
  });

  it("becomes types with a name for each operation", async () => {
    const types = join(installation.folder, "types.ts");
    await run(tool("openapi-typescript"), [description, "-o", types]);
    const written = await readFile(types, "utf8");
    const operations = written.slice(written.indexOf("export interface operations"));
    const names = [...operations.matchAll(/^ {4}(\w+): \{$/gm)].map(([, name]) => name);
    for (const name of ["createJob", "listJobs", "getJob", "cancelJob", "convert"])
      assert.ok(names.includes(name), `${name} is not among ${names.join(" ")}`);
    assert.match(written, /Job: \{/);
  });
});
