import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { Installation } from "../support/installation.ts";
import type { ProgramName } from "../support/program.ts";

describe("a start that fails", { timeout: 120_000 }, () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await Installation.open({ LOG_LEVEL: "silent" });
  });
  afterEach(() => installation.close());

  /** The whole output that a person reads. */
  async function errorOutputOf(name: ProgramName, settings: Record<string, string>): Promise<string> {
    const program = installation.launch(name, settings);
    assert.equal(await program.ended(), 1, program.output);
    assert.deepEqual(await installation.workFiles(), [], "something is left in the work folder");
    return program.output;
  }

  it("names the port that is taken and the setting to change", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = String(typeof address === "object" ? address?.port : "");
    try {
      for (const name of ["standalone", "web"] as const)
        assert.match(
          await errorOutputOf(name, { PORT: port }),
          new RegExp(`^Port ${port} .* is taken\\..*PORT.*\n$`),
        );
      assert.match(
        await errorOutputOf("worker", { WORKER_METRICS_PORT: port }),
        new RegExp(`^The port ${port} of WORKER_METRICS_PORT cannot be used .*\n$`),
      );
    } finally {
      server.close();
    }
  });

  it("names the folder that is not writable and the setting to change", async () => {
    const file = join(installation.folder, "file");
    await writeFile(file, "");
    for (const [setting, value] of [
      ["WORK_PATH", join(file, "work")],
      ["STORAGE_PATH", join(file, "files")],
      ["DATABASE_PATH", join(file, "platen.db")],
    ] as const) {
      const output = await errorOutputOf("standalone", { [setting]: value });
      assert.match(output, new RegExp(`^[^\n]*${setting}[^\n]*\n$`));
      assert.ok(output.includes(file), output);
    }
  });

  it("names every wrong setting, each in one line", async () => {
    const wrong = { PORT: "http", WORKER_SLOTS: "0", ENGINE: "steam", LEASE_MS: "soon" };
    const [title, ...lines] = (await errorOutputOf("standalone", wrong)).trimEnd().split("\n");
    assert.equal(title, "4 settings are wrong:");
    assert.equal(lines.length, 4);
    for (const [name, value] of Object.entries(wrong))
      assert.ok(
        lines.some((line) => line.startsWith(`  ${name}: is "${value}", allowed is `)),
        lines.join("\n"),
      );
  });

  it("says where LibreOffice was searched if it is missing", async () => {
    for (const name of ["standalone", "worker"] as const) {
      const output = await errorOutputOf(name, { SOFFICE_PATH: "/nowhere/soffice" });
      assert.match(output, /^SOFFICE_PATH names \/nowhere\/soffice[^\n]*\n$/);
    }
  });
});
