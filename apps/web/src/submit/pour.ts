import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Everything of `body` into `sink`, as fast as the sink takes it. Once `stopped` is aborted the rest is read on and
 * dropped, so that a client that still sends gets to see its answer. Fails as the body does.
 */
export async function pour(body: AsyncIterable<Buffer>, sink: Writable, stopped: AbortSignal): Promise<void> {
  for await (const piece of body) {
    if (stopped.aborted || sink.write(piece)) continue;
    await once(sink, "drain", { signal: stopped }).catch((error: unknown) => {
      if (!stopped.aborted) throw error;
    });
  }
  if (!stopped.aborted) sink.end();
}
