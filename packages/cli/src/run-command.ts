import { readFileSync } from "node:fs";
import { constants } from "node:os";
import process from "node:process";
import { isAppError } from "@platen/converter";
import { type Command, type Environment, readArguments } from "./arguments/read-arguments.ts";
import { optionsText, usage } from "./arguments/usage.ts";
import { run } from "./run.ts";

/** What the command reads of the environment. */
export interface CommandEnvironment extends Environment {
  readonly SOFFICE_PATH?: string | undefined;
}

const stopping = new AbortController();
let stoppedBy: NodeJS.Signals | undefined;

/**
 * The command `platen`: gives its exit status. A first signal ends what is running and leaves nothing behind, a second one
 * ends at once.
 */
export async function runCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  listen();
  try {
    const given = readArguments(args, environment);
    if (given.kind === "convert") return await convert(given.command, environment);
    process.stdout.write(
      given.kind === "version" ? version() : given.kind === "help" ? usage() : optionsText(),
    );
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return stoppedBy === undefined ? 1 : statusOf(stoppedBy);
    if (!isAppError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.kind === "request" ? 2 : 3;
  }
}

function listen(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (stoppedBy !== undefined) process.exit(statusOf(signal));
      stoppedBy = signal;
      stopping.abort();
    });
  // Whoever reads the output has enough, as in `platen options | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    stopping.abort();
  });
}

function convert(command: Command, { SOFFICE_PATH }: CommandEnvironment): Promise<number> {
  return run(command, {
    stdin: process.stdin,
    stdout: process.stdout,
    isTerminal: { stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
    terminal: { error: (text) => void process.stderr.write(text) },
    sofficePath: SOFFICE_PATH,
    signal: stopping.signal,
  });
}

function version(): string {
  const described = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return `platen ${described.version}\n`;
}

function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
