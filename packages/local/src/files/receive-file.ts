import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { AppError, type WrittenFile } from "@platen/core";

/**
 * Writes the stream to its end and to the disk, piece by piece, and says what arrived. Fails as the stream does, when
 * it is aborted, or with `request` / `upload_too_large`; the stream is destroyed then.
 */
export async function receiveFile(
  handle: FileHandle,
  stream: Readable,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal | undefined },
): Promise<WrittenFile> {
  if (signal !== undefined) addAbortSignal(signal, stream);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of stream) {
    const content = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    bytes += content.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    hash.update(content);
    await writeWhole(handle, content);
  }
  await handle.sync();
  return { bytes, sha256: hash.digest("hex") };
}

/** One call may write less than it was given, for instance the last piece that fits on the disk. */
async function writeWhole(handle: FileHandle, content: Buffer): Promise<void> {
  for (let written = 0; written < content.length; ) {
    written += (await handle.write(content, written)).bytesWritten;
  }
}

function tooLarge(maxBytes: number): AppError {
  const message = `The file has more than the ${maxBytes} bytes allowed. Make it smaller or split it.`;
  return new AppError("request", "upload_too_large", message);
}
