import process from "node:process";

export interface TaskRequest {
  readonly task: string;
  readonly input: unknown;
}

export type InspectorMessage =
  | { readonly event: "ready" }
  /** `cpuMs` is what the process has used in all. */
  | { readonly event: "done"; readonly output: unknown; readonly cpuMs: number }
  | { readonly event: "failed"; readonly error: TaskError; readonly cpuMs: number };

/** An error on its way to the parent, with what tells a refusal of the system from a fault. */
export interface TaskError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly syscall?: string | undefined;
}

/** In the child: runs tasks as the parent sends them, one after another, until the parent is gone. */
export function serveTasks(tasks: Readonly<Record<string, (input: never) => unknown>>): void {
  process.on("message", (request: TaskRequest) => void answer(tasks[request.task], request.input));
  process.on("disconnect", () => process.exit(0));
  send({ event: "ready" });
}

async function answer(task: ((input: never) => unknown) | undefined, input: unknown): Promise<void> {
  try {
    if (task === undefined) throw new Error("unknown task");
    const output = await task(input as never);
    send({ event: "done", output, cpuMs: cpuMs() });
  } catch (error) {
    send({ event: "failed", error: asTaskError(error), cpuMs: cpuMs() });
  }
}

function send(message: InspectorMessage): void {
  process.send?.(message);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function asTaskError(error: unknown): TaskError {
  if (!(error instanceof Error)) return { name: "Error", message: "unexpected value" };
  const { name, message, stack, code, syscall } = error as NodeJS.ErrnoException;
  return { name, message, stack, code, syscall };
}
