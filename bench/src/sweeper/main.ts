/**
 * How fast does the sweeper remove jobs, and how long does a job wait that needs it, on DynamoDB and S3 as slow as they
 * are? `node bench/src/sweeper/main.ts --against COMMIT` measures an earlier build in turn with this one. The SDK, the
 * stores and the sweeper are the real ones; the services are in the same process, and answer after 6 ms and 30 ms.
 */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { checkOut } from "./build.ts";

const { against } = parseArgs({ options: { against: { type: "string" } } }).values;
const program = fileURLToPath(new URL("measure.ts", import.meta.url));
const kinds = { "1 sweeper": "1", "50 sweepers": "50", "rescues at 1,000 removals/s offered": "rescues" };

const earlier = against === undefined ? undefined : await checkOut(against);
try {
  for (const [name, kind] of Object.entries(kinds))
    for (const [build, root] of [[against, earlier] as const, ["this build", ""] as const]) {
      if (root === undefined) continue;
      const { stdout } = await promisify(execFile)(process.execPath, [program, kind, root]);
      console.log([name.padEnd(36), String(build).padEnd(12), stdout.trim()].join(" "));
    }
} finally {
  if (earlier !== undefined) await rm(earlier, { recursive: true });
}
