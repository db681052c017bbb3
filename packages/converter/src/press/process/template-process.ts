import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { AppError } from "@platen/core";
import type { JailMode } from "../../jail/jail-mode.ts";
import { type PressMessage, type PressReady, parsePressMessage } from "./press-message.ts";
import type { PressProgram } from "./press-program.ts";

export interface TemplateSettings {
  readonly program: PressProgram;
  /** LibreOffice's folder `program`. */
  readonly programFolder: string;
  readonly profileFolder: string;
  readonly workFolder: string;
  readonly warmUpDocuments: readonly string[];
  readonly maxChildren: number;
  /** 0 where children cannot be users of their own. */
  readonly firstUserId: number;
  readonly jail: JailMode;
  readonly tuning: "on" | "off";
  /** Layers to leave out, to see what they are good for. */
  readonly without?: readonly string[];
  /** Landlock's version is taken to be this one where the kernel has a later one. */
  readonly maxLandlockAbi?: number | undefined;
  /** Converts for nobody: its orders may leave out parts of the jail. */
  readonly trial?: boolean;
}

/** As long as a cold disk may need. */
const startTimeoutMs = 60_000;
const keptOutputBytes = 2_000;

/**
 * One running press. `start` waits until it has converted its own documents and takes orders; `ended` resolves with how
 * it ended and the end of its output when the process is gone, and no child of it is alive then.
 */
export class TemplateProcess {
  readonly ready: PressReady;
  readonly ended: Promise<string>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #firstUserId: number;
  readonly #listeners = new Map<string, (message: PressMessage) => void>();

  private constructor(
    process: ChildProcessByStdio<Writable, Readable, Readable>,
    { ready, ended, firstUserId }: Pick<TemplateProcess, "ready" | "ended"> & { firstUserId: number },
  ) {
    this.#process = process;
    this.ready = ready;
    this.ended = ended;
    this.#firstUserId = firstUserId;
  }

  /** Fails with `unavailable` / `engine_unavailable` and why the press does not start. */
  static async start(settings: TemplateSettings): Promise<TemplateProcess> {
    const { program, ...rest } = settings;
    // It empties its environment itself, before it starts LibreOffice.
    const process = spawn(program.path, [], { stdio: ["pipe", "pipe", "pipe"] });
    const ended = endOf(process);
    process.stdin.on("error", () => {});
    const lines = createInterface({ input: process.stdout });
    process.stdin.write(`${JSON.stringify({ command: "start", ...rest })}\n`);
    const killer = setTimeout(() => process.kill("SIGKILL"), startTimeoutMs);
    const first = await Promise.race([once(lines, "line"), ended.then((words) => [words])]);
    clearTimeout(killer);
    const message = messageOf(String(first[0]));
    if (message?.event !== "ready") throw startFailed(message, String(first[0]), await ended);
    const template = new TemplateProcess(process, {
      ready: message,
      ended,
      firstUserId: settings.firstUserId,
    });
    lines.on("line", (line) => template.#receive(parsePressMessage(line)));
    return template;
  }

  /** The user that the child of a slot becomes; undefined where children keep the user of the template process. */
  userIdOf(slot: number): number | undefined {
    return this.ready.layers.includes("user-ids") ? this.#firstUserId + slot : undefined;
  }

  get processId(): number {
    return this.#process.pid ?? 0;
  }

  /** Sends a message to the template process; what it says of `id` goes to `onMessage` until `forget`. */
  send(
    pressRequest: { readonly command: string; readonly id: string },
    onMessage?: (message: PressMessage) => void,
  ): void {
    if (onMessage !== undefined) this.#listeners.set(pressRequest.id, onMessage);
    this.#process.stdin.write(`${JSON.stringify(pressRequest)}\n`);
  }

  forget(id: string): void {
    this.#listeners.delete(id);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Ends the template process and all its children, and waits for that. */
  async close(): Promise<void> {
    this.#process.stdin.end();
    const killer = setTimeout(() => this.kill(), 5_000);
    await this.ended;
    clearTimeout(killer);
  }

  #receive(message: PressMessage): void {
    if ("id" in message) this.#listeners.get(message.id)?.(message);
  }
}

async function endOf(process: ChildProcessByStdio<Writable, Readable, Readable>): Promise<string> {
  let words = "";
  process.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    words = (words + chunk).slice(-keptOutputBytes);
  });
  const end = await Promise.race([
    once(process, "close").then(([code, signal]) =>
      signal === null ? `exit status ${code}` : String(signal),
    ),
    once(process, "error").then(([error]) => String(error)),
  ]);
  return `${end}${words === "" ? "" : `; ${words.trim()}`}`;
}

function messageOf(line: string): PressMessage | undefined {
  try {
    return parsePressMessage(line);
  } catch {
    return undefined;
  }
}

const startFailures: Record<string, string> = {
  layer_missing: "This machine lacks a layer of the press's jail",
  libreoffice_failed: "LibreOffice did not start for the press from",
  warm_up_failed: "The press could not convert its own document",
  loop_ended: "LibreOffice's main loop did not run for the press from",
  threads_left: "LibreOffice's threads did not end after its start",
};

function startFailed(message: PressMessage | undefined, line: string, words: string): AppError {
  const reason = message?.event === "failed" ? message.reason : "ended";
  const detail = message?.event === "failed" ? message.detail : line;
  const what = startFailures[reason] ?? "The press does not start";
  const advice =
    reason === "layer_missing"
      ? " Set JAIL=best-effort to convert without it."
      : " Run npm run doctor, or set ENGINE=libreoffice-convert.";
  return new AppError("unavailable", "engine_unavailable", `${what}: ${detail}.${advice}`, new Error(words));
}
