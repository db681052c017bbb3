import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

export function programPath(name: string): string {
  return path.join(import.meta.dirname, "../../test-programs", name);
}

/** Starts a test program as a process of its own; what it says on stderr is shown with the test. */
export function startProgram(
  name: string,
  ...given: string[]
): ChildProcess & { stdout: NodeJS.ReadableStream } {
  return spawn(process.execPath, [programPath(name), ...given], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

/** Runs a test program to its end and gives the lines it said. Fails when it failed. */
export async function runProgram(name: string, ...given: string[]): Promise<string[]> {
  const child = startProgram(name, ...given);
  const [lines, [code, signal]] = await Promise.all([
    Array.fromAsync(createInterface({ input: child.stdout })),
    once(child, "exit"),
  ]);
  if (code !== 0) throw new Error(`${name} ended with ${code ?? signal}:\n${lines.join("\n")}`);
  return lines;
}
