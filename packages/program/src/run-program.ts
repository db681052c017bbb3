import { isAppError } from "@platen/core";
import closeWithGrace from "close-with-grace";
import type { Log } from "./open-log.ts";

export interface Program {
  readonly log: Log;
  /** Ends the work in order. What it has not ended by `stopWithinMs` is cut off. */
  stop(): Promise<void>;
  readonly stopWithinMs: number;
}

/**
 * Starts a program and stops it on a signal: exit status 0 after a whole stop; 1 when it took too long, at a second
 * signal, after a bug, or when it could not start. Why it could not start is told in the error's own lines, without
 * a stack unless it is a bug.
 */
export async function runProgram(start: () => Promise<Program>): Promise<void> {
  const starting = start();
  const onSecondSignal = (signal: string) => process.stderr.write(`Second ${signal}: exiting at once.\n`);
  closeWithGrace({ delay: false, logger: false, onSecondSignal }, async ({ signal, err }) => {
    const program = await starting;
    if (err) program.log.fatal({ err }, "stopping after an error that nothing handled");
    else program.log.info({ signal }, "stopping");
    await stopInTime(program);
  });
  try {
    await starting;
  } catch (error) {
    process.stderr.write(`${isAppError(error) ? error.message : stackOf(error)}\n`);
    process.exit(1);
  }
}

async function stopInTime({ log, stop, stopWithinMs }: Program): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not stopped within ${stopWithinMs} ms`)), stopWithinMs);
  try {
    await Promise.race([stop(), late]);
    log.info("stopped");
  } catch (err) {
    log.fatal({ err }, "the stop failed");
    throw err;
  } finally {
    clearTimeout(timer);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
