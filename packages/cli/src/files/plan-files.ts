import { statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { AppError } from "@platen/converter";
import type { Command } from "../arguments/read-arguments.ts";

/** One result to make. */
export interface Task {
  /** Of one document, or of all of them that are merged. */
  readonly sources: readonly string[];
  /** What the result is called by its extension; undefined where it goes to standard output. */
  readonly targetOf: ((extension: string) => string) | undefined;
}

/**
 * Which results there will be and where. Fails with `request` / `invalid_arguments` where two would be the same file, or a
 * result its own document.
 */
export function planFiles({ sources, format, out, options }: Command): Task[] {
  const groups = options.merge === true ? [sources] : sources.map((source) => [source]);
  const tasks = groups.map((group) => ({
    sources: group,
    targetOf: targetOf(group[0] ?? "", out, groups.length),
  }));
  const taken = new Map<string, string>();
  for (const task of tasks) {
    const name = task.sources.join(", ");
    const target = task.targetOf === undefined ? "standard output" : resolve(task.targetOf(format));
    const other = taken.get(target);
    if (other !== undefined) throw invalid(`${other} and ${name} would both become ${target}.`);
    if (task.sources.some((source) => source !== "-" && resolve(source) === target))
      throw invalid(`${name} would be replaced by its own result. Name another place with --out.`);
    taken.set(target, name);
  }
  return tasks;
}

function targetOf(source: string, out: string | undefined, results: number): Task["targetOf"] {
  if (out === "-" || (source === "-" && out === undefined)) {
    if (results > 1) throw invalid("Standard output takes one result. Name a folder with --out.");
    return undefined;
  }
  const stem = source === "-" ? "stdin" : basename(source, extname(source));
  if (out === undefined) return (extension) => join(dirname(source), `${stem}.${extension}`);
  const { isFile, isFolder } = kindOf(out);
  if (isFolder || (!isFile && (out.endsWith("/") || extname(out) === "")))
    return (extension) => join(out, `${stem}.${extension}`);
  if (results > 1)
    throw invalid(`${out} is a file, and there are ${results} results. Name a folder with --out.`);
  return () => out;
}

function kindOf(path: string): { isFile: boolean; isFolder: boolean } {
  const facts = statSync(path, { throwIfNoEntry: false });
  const isFolder = facts?.isDirectory() === true;
  return { isFolder, isFile: facts !== undefined && !isFolder };
}

function invalid(message: string): AppError {
  return new AppError("request", "invalid_arguments", message);
}
