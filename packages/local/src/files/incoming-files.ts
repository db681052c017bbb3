import { randomBytes } from "node:crypto";
import { type FileHandle, lstat, mkdir, open, opendir, rm } from "node:fs/promises";
import path from "node:path";
import { isAlive, ownIdentity, type ProcessIdentity } from "@platen/process";
import { isMissing } from "./storage-error.ts";

/** Holds a character that no key may hold. */
const folderName = "~incoming";

/** A file that did not grow for so long has no writer any more; one that is alive fails instead of storing late. */
const abandonedAfterMs = 3_600_000;

export interface IncomingFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/**
 * Files on their way into the storage: in a folder of their own on the same file system, where no key leads. The name
 * of each tells which process writes it, so that what a dead one left is removed.
 */
export class IncomingFiles {
  readonly #folder: string;
  readonly #own: ProcessIdentity;
  #cleanAt = 0;

  private constructor(folder: string, own: ProcessIdentity) {
    this.#folder = folder;
    this.#own = own;
  }

  static async open(root: string): Promise<IncomingFiles> {
    const folder = path.join(root, folderName);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const incoming = new IncomingFiles(folder, ownIdentity());
    await incoming.#cleanNowAndThen();
    return incoming;
  }

  async create(): Promise<IncomingFile> {
    await this.#cleanNowAndThen();
    const { scope, pid, birth } = this.#own;
    const file = path.join(this.#folder, [scope, pid, birth, randomBytes(8).toString("hex")].join("."));
    return { path: file, handle: await open(file, "wx", 0o600) };
  }

  /** Also for one that was moved to its place: then only the handle is left to close. */
  async discard({ path: file, handle }: IncomingFile): Promise<void> {
    await handle.close();
    await rm(file, { force: true });
  }

  async #cleanNowAndThen(): Promise<void> {
    const now = Date.now();
    if (now < this.#cleanAt) return;
    this.#cleanAt = now + abandonedAfterMs;
    for await (const { name } of await opendir(this.#folder)) {
      if (await this.#isAbandoned(name, now)) await rm(path.join(this.#folder, name), { force: true });
    }
  }

  async #isAbandoned(name: string, now: number): Promise<boolean> {
    const [scope, pid, birth = ""] = name.split(".");
    if (scope === this.#own.scope && !isAlive({ pid: Number(pid), birth })) return true;
    try {
      return (await lstat(path.join(this.#folder, name))).mtimeMs < now - abandonedAfterMs;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
}
