import { execFile } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A memory disk of a few megabytes that a test can fill completely. */
export class TinyDisk {
  readonly path: string;
  readonly #filler: string;

  constructor(path: string) {
    this.path = path;
    this.#filler = join(path, "filler");
  }

  /** Needs root, or the namespaces of `unshare --map-root-user --mount`. */
  static async mount(megabytes: number): Promise<TinyDisk> {
    const path = mkdtempSync(join(tmpdir(), "platen-tiny-"));
    await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path]);
    return new TinyDisk(path);
  }

  /** Leaves room for so many bytes, in whole pages of memory. */
  fill(spareBytes = 0): void {
    const spare = join(this.path, "spare");
    writeFileSync(spare, Buffer.alloc(spareBytes));
    const file = openSync(this.#filler, "w");
    try {
      for (const size of [65_536, 4_096]) writeUntilFull(file, Buffer.alloc(size));
    } finally {
      closeSync(file);
      rmSync(spare);
    }
  }

  free(): void {
    unlinkSync(this.#filler);
  }

  async unmount(): Promise<void> {
    await run("umount", ["--lazy", this.path]);
    rmSync(this.path, { recursive: true });
  }
}

function writeUntilFull(file: number, chunk: Buffer): void {
  for (;;) {
    try {
      writeSync(file, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}
