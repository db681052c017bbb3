import { Readable } from "node:stream";

export interface ContentHead {
  /** The first bytes: `wantedBytes` or a few more, or all there are. */
  readonly head: Buffer;
  /** The whole content, its head included. Destroying it destroys the stream it came from. */
  readonly whole: Readable;
}

/** Looks at the beginning of a stream without taking anything away from it. Fails as the stream does. */
export async function readContentHead(stream: Readable, wantedBytes: number): Promise<ContentHead> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const seen: Buffer[] = [];
  let bytes = 0;
  while (bytes < wantedBytes) {
    const next = await chunks.next();
    if (next.done) break;
    seen.push(next.value);
    bytes += next.value.length;
  }
  async function* all() {
    try {
      yield* seen.splice(0);
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      stream.destroy();
    }
  }
  // Reads one piece ahead and no more: there may be very many uploads.
  const whole = Readable.from(all(), { objectMode: false, highWaterMark: 1 });
  return { head: Buffer.concat(seen), whole };
}
