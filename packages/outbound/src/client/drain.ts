import type { Readable } from "node:stream";

/** Of an answer that nobody reads; so little is read that the connection can be used again, and no more. */
const enoughBytes = 64 * 1_024;

/** Never fails: what matters of the answer has come already. */
export async function drain(body: Readable): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += (piece as Buffer).length;
      if (bytes > enoughBytes) break;
    }
  } catch {
    // The receiver broke off what nobody wanted.
  }
  body.destroy();
}
