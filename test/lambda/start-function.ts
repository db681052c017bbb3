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

interface FunctionChoice {
  /** AWS's runtime interface emulator; without it the test's own small runtime takes its place. */
  readonly emulator: string | undefined;
  /** What runs the function, as JSON; this Node without it. */
  readonly command: string | undefined;
}

/** Starts the function as Lambda does. */
export async function startFunction(
  environment: Record<string, string>,
  choice: FunctionChoice,
): Promise<RunningFunction> {
  const command: string[] = JSON.parse(choice.command ?? "null") ?? [process.execPath, program];
  if (choice.emulator !== undefined) return RuntimeEmulator.start(choice.emulator, command, environment);
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
