import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program, type ProgramName } from "./program.ts";

/** Folders and programs of one Platen on this machine, with real LibreOffice. `close` removes all of them. */
export class Installation {
  readonly folder: string;
  readonly #settings: Record<string, string>;
  readonly #programs: Program[] = [];

  private constructor(folder: string, settings: Record<string, string>) {
    this.folder = folder;
    this.#settings = settings;
  }

  static async open(settings: Record<string, string> = {}): Promise<Installation> {
    return new Installation(await mkdtemp(join(tmpdir(), "platen-test-")), settings);
  }

  /** Starts a program without waiting until it is ready. */
  launch(name: ProgramName, settings: Record<string, string> = {}): Program {
    const program = new Program(name, {
      PORT: "0",
      DATABASE_PATH: join(this.folder, "platen.db"),
      STORAGE_PATH: join(this.folder, "files"),
      WORK_PATH: join(this.folder, "work"),
      LOG_LEVEL: "debug",
      ...this.#settings,
      ...settings,
    });
    this.#programs.push(program);
    return program;
  }

  async start(name: ProgramName, settings: Record<string, string> = {}): Promise<Program> {
    const program = this.launch(name, settings);
    await program.untilReady();
    return program;
  }

  /** The files in the work folders of all workers. */
  async workFiles(): Promise<string[]> {
    return readdir(join(this.folder, "work"), { recursive: true }).catch(() => []);
  }

  async close(): Promise<void> {
    for (const program of this.#programs.toReversed()) {
      if (!program.hasEnded) program.signal("SIGTERM");
    }
    for (const program of this.#programs) await program.ended();
    await rm(this.folder, { recursive: true, force: true });
  }
}
