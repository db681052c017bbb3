import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FileStorage } from "../seams/file-storage.ts";

/** Bytes in which no part is like another, so that a mix of two files or a lost piece shows. */
export function patternOf(bytes: number, seed = 1): Buffer {
  const content = Buffer.alloc(bytes);
  let state = seed * 2_654_435_761 + 1;
  for (let index = 0; index < bytes; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    content[index] = state >>> 24;
  }
  return content;
}

export function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The content in pieces, as an upload comes; `halfWay` may wait there, or fail as a broken connection does. */
export function streamOf(content: Buffer, { halfWay }: { halfWay?: () => Promise<void> } = {}): Readable {
  async function* pieces() {
    const middle = Math.floor(content.length / 2);
    for (let at = 0; at < middle; at += 65_536) yield content.subarray(at, Math.min(at + 65_536, middle));
    if (halfWay !== undefined) await halfWay();
    for (let at = middle; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
  }
  return Readable.from(pieces(), { objectMode: false });
}

/** The whole file, or undefined. */
export async function contentOf(files: FileStorage, key: string): Promise<Buffer | undefined> {
  const stored = await files.read(key);
  return stored && Buffer.concat(await stored.stream.toArray());
}
