import { existsSync } from "node:fs";
import { access, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Readable, Writable } from "node:stream";
import { AppError, isAppError } from "@platen/converter";
import type { Command } from "./arguments/read-arguments.ts";
import { makeFolder } from "./files/make-folder.ts";
import { planFiles, type Task } from "./files/plan-files.ts";
import { openStreamFiles, type StreamFiles } from "./files/standard-streams.ts";
import { failed, type Outcome, type Place } from "./places/place.ts";
import { openServer } from "./places/server.ts";
import { openThisMachine } from "./places/this-machine.ts";
import { Reporter, type Terminal } from "./report/reporter.ts";

export interface Surroundings {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  readonly terminal: Pick<Terminal, "error">;
  readonly sofficePath: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Converts what the command names, and says what becomes of each document. Gives the exit status: 0 when every one was
 * converted, otherwise 1. Fails when none can be converted, or when it is aborted; what is finished by then stays.
 */
export async function run(command: Command, around: Surroundings): Promise<number> {
  const tasks = planFiles(command);
  const toStdout = tasks.some(({ targetOf }) => targetOf === undefined);
  if (toStdout && around.isTerminal.stdout)
    throw invalid("Standard output is a terminal. Send it to a file, or name one with --out.");
  const { error } = around.terminal;
  const out = toStdout ? error : (text: string) => void around.stdout.write(text);
  const reporter = new Reporter(command.report, tasks.length, {
    out,
    error,
    hasBar: around.isTerminal.stderr,
  });
  const streams = await openStreamFiles(around, around.signal);
  try {
    return await convertAll(tasks, { command, around, reporter, streams });
  } finally {
    reporter.close();
    await streams.remove();
  }
}

interface Parts {
  readonly command: Command;
  readonly around: Surroundings;
  readonly reporter: Reporter;
  readonly streams: StreamFiles;
}

async function convertAll(tasks: readonly Task[], parts: Parts): Promise<number> {
  const { command, around, reporter } = parts;
  const outcomes = new Map<number, Outcome>();
  const end = (index: number, outcome: Outcome, startedAt: number) => {
    const name = tasks[index]?.sources.join(", ") ?? "";
    outcomes.set(index, outcome);
    reporter.end(index, { name, outcome, milliseconds: Math.round(performance.now() - startedAt) });
  };
  const waiting: number[] = [];
  for (const [index, task] of tasks.entries()) {
    const problem = await problemOf(task, command);
    if (problem === undefined) waiting.push(index);
    else end(index, problem, performance.now());
  }
  if (waiting.length === 0) return 1;
  const place = await openPlace(parts);
  const failing = new AbortController();
  const signal = AbortSignal.any([around.signal, failing.signal]);
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const outcome = await convertOne(place, { ...parts, task: tasks[index], index, signal });
      signal.throwIfAborted();
      end(index, outcome, startedAt);
    }
  };
  try {
    const workers = Array.from({ length: place.slots }, () =>
      work().catch((error) => {
        failing.abort(error);
        throw error;
      }),
    );
    await Promise.allSettled(workers);
    around.signal.throwIfAborted();
    await Promise.all(workers);
  } finally {
    await place.close();
  }
  return [...outcomes.values()].every(({ ok }) => ok) ? 0 : 1;
}

async function openPlace({ command, around, reporter }: Parts): Promise<Place> {
  const { server, slots, engine, jail } = command;
  if (server !== undefined) return openServer(server, slots);
  const { sofficePath } = around;
  return openThisMachine({ engine, jail, slots, sofficePath, tell: (line) => reporter.tell(line) });
}

async function convertOne(
  place: Place,
  {
    task,
    index,
    command,
    reporter,
    streams,
    signal,
  }: Parts & {
    readonly task: Task | undefined;
    readonly index: number;
    readonly signal: AbortSignal;
  },
): Promise<Outcome> {
  const { sources = [], targetOf } = task ?? {};
  const { format, sourceFormat, options, password, resultPasswords, overwrite } = command;
  const paths: string[] = [];
  for (const source of sources) paths.push(source === "-" ? await streams.input(sourceFormat ?? "") : source);
  const target = targetOf ?? streams.output;
  const onProgress = ({ percent }: { readonly percent: number }) => reporter.progress(index, percent);
  try {
    const outcome = await place.convert({
      ...{ source: paths, target, format, sourceFormat, options, password, resultPasswords },
      ...{ overwrite, signal, onProgress },
    });
    if (outcome.ok && targetOf === undefined) await streams.send(outcome.path);
    return outcome.ok && targetOf === undefined ? { ...outcome, path: "-" } : outcome;
  } catch (error) {
    // Something about this one file: others may be converted.
    if (isAppError(error, "target_exists")) return failed(error);
    const { syscall, code, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined || code === undefined) throw error;
    return failed({ code: code.toLowerCase(), message });
  }
}

/** What is wrong with a task before anything is opened. Makes the folder of its result. */
async function problemOf(
  { sources, targetOf }: Task,
  { format, overwrite }: Command,
): Promise<Outcome | undefined> {
  for (const source of sources) {
    if (source === "-") continue;
    const facts = await stat(source).catch(() => undefined);
    if (facts === undefined) return failed({ code: "source_missing", message: "There is no such file." });
    if (facts.isDirectory())
      return failed({ code: "source_missing", message: "This is a folder; name its files." });
    const isReadable = await access(source, 4).then(
      () => true,
      () => false,
    );
    if (!isReadable) return failed({ code: "source_missing", message: "The file may not be read." });
  }
  if (targetOf === undefined) return undefined;
  const target = targetOf(format);
  if (!overwrite && existsSync(target))
    return failed({
      code: "target_exists",
      message: `${basename(target)} is already there; --force replaces it.`,
    });
  try {
    await makeFolder(dirname(target));
    return undefined;
  } catch (error) {
    const { code = "error", message } = error as NodeJS.ErrnoException;
    return failed({ code: code.toLowerCase(), message });
  }
}

function invalid(message: string): AppError {
  return new AppError("request", "invalid_arguments", message);
}
