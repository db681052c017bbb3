import type { Outcome } from "../places/place.ts";
import { ProgressBar } from "./progress-bar.ts";

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly hasBar: boolean;
}

export interface Ended {
  readonly name: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

/** Says what becomes of each document: for people, as lines of JSON, or only what fails. */
export class Reporter {
  readonly #report: "text" | "json" | "none";
  readonly #terminal: Terminal;
  readonly #bar: ProgressBar | undefined;

  constructor(report: "text" | "json" | "none", total: number, terminal: Terminal) {
    this.#report = report;
    this.#terminal = terminal;
    this.#bar = report === "text" && terminal.hasBar ? new ProgressBar(total, terminal.error) : undefined;
  }

  progress(task: number, percent: number): void {
    this.#bar?.progress(task, percent);
  }

  tell(line: string): void {
    this.#bar?.clear();
    if (this.#report !== "none") this.#terminal.error(`${line}\n`);
  }

  end(task: number, ended: Ended): void {
    this.#bar?.clear();
    if (this.#report === "json") this.#terminal.out(`${JSON.stringify(lineOf(ended))}\n`);
    else this.#speak(ended);
    this.#bar?.end(task);
  }

  close(): void {
    this.#bar?.clear();
  }

  #speak({ name, outcome, milliseconds }: Ended): void {
    const { out, error } = this.#terminal;
    if (!outcome.ok) error(`${name}: ${outcome.message} (${outcome.code})\n`);
    if (!outcome.ok || this.#report === "none") return;
    const { path, pages, warnings } = outcome;
    const counted = pages === null ? "" : `${pages} ${pages === 1 ? "page" : "pages"}, `;
    out(`${path}: ${counted}${(milliseconds / 1_000).toFixed(1)} s\n`);
    for (const warning of warnings) error(`${name}: ${warning.message}\n`);
  }
}

function lineOf({ name, outcome, milliseconds }: Ended): object {
  if (!outcome.ok)
    return { file: name, status: "failed", code: outcome.code, message: outcome.message, milliseconds };
  const { path, pages, engine, warnings } = outcome;
  return { file: name, status: "succeeded", output: path, pages, engine, milliseconds, warnings };
}
