import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { RuntimeEmulator } from "./runtime-emulator.ts";
import { RuntimeServer } from "./runtime-server.ts";

export interface RunningFunction {
  /** Sends an event to the function and waits for its answer. */
  invoke(event: unknown): Promise<unknown>;
  /** Stops all its processes with SIGTERM, as Lambda does. */
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../../apps/lambda/src/main.ts", import.meta.url));

interface FunctionOptions {
  /** AWS's runtime interface emulator; without it, the test uses its own small runtime. */
  readonly emulator: string | undefined;
  /** The command that runs the function, as a JSON array; the default is this Node. */
  readonly command: string | undefined;
}

/** Starts the function as Lambda does. */
export async function startFunction(
  environment: Record<string, string>,
  options: FunctionOptions,
): Promise<RunningFunction> {
  const command: string[] = JSON.parse(options.command ?? "null") ?? [process.execPath, program];
  if (options.emulator !== undefined) return RuntimeEmulator.start(options.emulator, command, environment);
  const runtime = new RuntimeServer();
  const AWS_LAMBDA_RUNTIME_API = await runtime.listen();
  const [first = "", ...args] = command;
  const child = spawn(first, args, {
    env: { ...environment, AWS_LAMBDA_RUNTIME_API },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return {
    invoke: (event) => runtime.invoke(event),
    stop: async () => {
      await end(child);
      runtime.close();
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
