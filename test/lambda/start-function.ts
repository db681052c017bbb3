import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { RuntimeEmulator } from "./runtime-emulator.ts";
import { RuntimeServer } from "./runtime-server.ts";

export interface RunningFunction {
  /** Hands an event to the function and waits for what it answers. */
  invoke(event: unknown): Promise<unknown>;
  /** Ends all of it, as Lambda does: by SIGTERM. */
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../../apps/lambda/src/main.ts", import.meta.url));

/**
 * Starts the function as Lambda does: behind the test's own small runtime, or behind AWS's runtime interface emulator
 * where `emulator` names that program.
 */
export async function startFunction(
  environment: Record<string, string>,
  emulator: string | undefined,
): Promise<RunningFunction> {
  if (emulator !== undefined)
    return RuntimeEmulator.start(emulator, [process.execPath, program], environment);
  const runtime = new RuntimeServer();
  const AWS_LAMBDA_RUNTIME_API = await runtime.listen();
  const child = spawn(process.execPath, [program], {
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
