import { setFlagsFromString } from "node:v8";

// A web app mostly passes buffers on. V8 by default lets them pile up before it frees them: the space for new objects
// grows with the work, and old ones wait for the heap to double. Kept small and tidy, 1,000 uploads at once need 100 MB
// less and take no longer (docs/benchmarks.md, Uploads). It must be said before the first module of ours is loaded.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=10");

const { runWeb } = await import("./run-web.ts");
await runWeb({ environment: process.env, isTerminal: process.stdout.isTTY });
