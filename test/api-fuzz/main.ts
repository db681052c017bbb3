/**
 * Does the API keep to what its description says, whatever is asked of it? `npm run fuzz:api` starts Platen on this
 * machine alone, with folders of its own, and has Schemathesis send made requests to every route of `/openapi.json`:
 * once knowing nothing, and once with the ids of jobs that exist. It fails where an answer is 5xx, or its status,
 * media type, headers or body are not as described. `--seconds N` sets how long each round takes at most, 120 without
 * it; `--seed N` makes other requests. It needs pip and the network once, to install Schemathesis.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Installation } from "../support/installation.ts";
import { pythonEnvironment } from "../support/python-environment.ts";
import { knownValues, settingsOf } from "./known-values.ts";

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "use_after_free",
];
const key = "a-key-for-made-requests";
const authorization = `Bearer ${key}`;

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "120" }, seed: { type: "string", default: "1" } },
});

const python = await pythonEnvironment("schemathesis", "test/api-fuzz/requirements.txt");
const installation = await Installation.open({ API_KEYS: `fuzz:${key}`, RATE_LIMIT_PER_MINUTE: "0" });
try {
  const { url } = await installation.start("standalone");
  const settings = join(installation.folder, "schemathesis.toml");
  for (const known of [false, true]) {
    await writeFile(settings, known ? settingsOf(await knownValues(url, authorization)) : "");
    const status = await runSchemathesis(url, settings);
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  await installation.close();
}

async function runSchemathesis(url: string, settings: string): Promise<number> {
  const args = ["-m", "schemathesis.cli", "--config-file", settings, "run", `${url}/openapi.json`];
  const limits = ["--max-time", values.seconds, "--max-examples", "200", "--seed", values.seed];
  const looks = ["--checks", checks.join(","), "--continue-on-failure", "--warnings", "off"];
  const header = ["--header", `Authorization: ${authorization}`];
  const child = spawn(python, [...args, ...limits, ...looks, ...header], {
    cwd: installation.folder, // where it leaves its notes
    stdio: "inherit",
  });
  const [status] = await once(child, "exit");
  return status ?? 1;
}
