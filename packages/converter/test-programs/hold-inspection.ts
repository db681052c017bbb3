/** Has the source that is its first argument looked at, then another one that never ends if asked; stays until it is killed. */
import { fileURLToPath } from "node:url";
import { Inspection } from "../src/inspection/inspection.ts";
import { defaultSourceLimits } from "../src/preflight/source-limits.ts";

const program = fileURLToPath(new URL("runaway-inspector.ts", import.meta.url));
const inspection = new Inspection({ sourceLimits: defaultSourceLimits, timeoutMs: 1_500, program });
const signal = new AbortController().signal;
const [, , path = "", what] = process.argv;
const look = (of: string) =>
  inspection.inspectSource({ path: of, format: "pptx", hasPassword: false }, signal);
// The inspector has started when it has answered.
await look(path);
if (what === "loop") void look("/loop.pptx");
console.log("ready");
setInterval(() => undefined, 1_000);
