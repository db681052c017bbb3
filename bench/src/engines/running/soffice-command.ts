import { once } from "node:events";
import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { CpuAccount } from "../accounting/cpu-account.ts";
import { killProcesses } from "../accounting/kill-processes.ts";
import { conversionTimeoutMs, type Engine, type EngineResult, type Task } from "./engine.ts";
import { prepareProfile } from "./office-profile.ts";
import { commandLineFor } from "./pdf-options.ts";

export interface SofficeCommandSettings {
  readonly account: CpuAccount;
  /** The program `soffice`, as a user would start it. */
  readonly program: string;
  /** A small document for the run that completes the profile. */
  readonly firstDocument: Task;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logFile: number;
}

/** `soffice --convert-to`, one run for each document, with a prepared profile for each slot. */
export class SofficeCommand implements Engine {
  readonly name = "soffice, warm profile";
  readonly slots = 2;
  readonly account: CpuAccount;
  readonly #settings: SofficeCommandSettings;
  readonly #freeProfiles: string[] = [];

  constructor(settings: SofficeCommandSettings) {
    this.account = settings.account;
    this.#settings = settings;
  }

  async start(): Promise<void> {
    for (let slot = 0; slot < this.slots; slot += 1) {
      const profile = join(this.#settings.folder, `profile-${slot}`);
      await prepareProfile(profile);
      this.#freeProfiles.push(profile);
    }
    for (let slot = 0; slot < this.slots; slot += 1) await this.convert(this.#settings.firstDocument);
  }

  async convert(task: Task): Promise<EngineResult> {
    const profile = this.#freeProfiles.shift();
    if (profile === undefined) throw new Error("More documents at the same time than profiles.");
    try {
      return await this.#run(task, profile);
    } finally {
      this.#freeProfiles.push(profile);
    }
  }

  async #run({ source, format, result }: Task, profile: string): Promise<EngineResult> {
    const { program, folder, environment, logFile } = this.#settings;
    const outputs = dirname(source);
    const args = [
      `-env:UserInstallation=${pathToFileURL(profile)}`,
      "--headless",
      ...commandLineFor(format),
      "--outdir",
      outputs,
      source,
    ];
    const child = this.account.spawn(program, args, { folder, environment, logFile });
    child.stdin?.end();
    child.stdout?.resume();
    const limit = new AbortController();
    const late = pause(conversionTimeoutMs, undefined, { signal: limit.signal }).then(
      async () => killProcesses(await this.account.processIds()),
      () => undefined,
    );
    await Promise.race([once(child, "exit"), late]);
    limit.abort();
    return rename(join(outputs, "source.pdf"), result).then(
      () => ({}),
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
        return { problem: `soffice ended with ${child.signalCode ?? child.exitCode} and wrote no PDF` };
      },
    );
  }

  async close(): Promise<void> {}
}
