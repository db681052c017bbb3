import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Files in the place of standard input and output: engines want files, and half a result must not be written. */
export interface StreamFiles {
  /** Reads standard input to its end, once. */
  readonly input: (extension: string) => Promise<string>;
  readonly output: (extension: string) => string;
  /** Writes a file that was made to standard output. */
  send(path: string): Promise<void>;
  remove(): Promise<void>;
}

export async function openStreamFiles(
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable },
  signal: AbortSignal,
): Promise<StreamFiles> {
  const folder = await mkdtemp(join(tmpdir(), "platen-streams-"));
  return {
    input: async (extension) => {
      const path = join(folder, `stdin.${extension}`);
      await pipeline(stdin, createWriteStream(path), { signal });
      return path;
    },
    output: (extension) => join(folder, `stdout.${extension}`),
    send: (path) => pipeline(createReadStream(path), stdout, { end: false, signal }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
