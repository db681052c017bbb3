import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { FileStorage } from "../seams/file-storage.ts";
import { eventually } from "./eventually.ts";
import { contentOf, patternOf, streamOf } from "./file-content.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** Large enough that part of it is on its way to the storage before the break. */
const largeBytes = 13_000_000;

/** Nothing is readable of a file that did not arrive as a whole. */
export function testBrokenWrites(create: () => Promise<Subject<FileStorage>>): void {
  const storage = (body: (files: FileStorage) => Promise<void>) => withSubject(create, body);
  const anyTime = Date.now() + 3_600_000;

  /** Neither by key nor in a list; and the key is as free, or as taken, as it was. */
  async function leavesNothing(files: FileStorage, key: string): Promise<void> {
    assert.equal(await files.read(key), undefined);
    await eventually(async () => assert.deepEqual(await Array.fromAsync(files.list("files", anyTime)), []));
    await files.write(key, streamOf(patternOf(3)), { ifAbsent: true });
    await files.remove("files");
  }

  describe("a write", contractOptions, () => {
    it(
      "whose stream breaks half way fails and leaves nothing",
      storage(async (files) => {
        for (const bytes of [100, 200_000, largeBytes]) {
          const halfWay = () => Promise.reject(new Error("the connection broke"));
          await assert.rejects(files.write("files/broken", streamOf(patternOf(bytes), { halfWay })));
          await leavesNothing(files, "files/broken");
        }
      }),
    );

    it(
      "whose stream is destroyed before its end fails and leaves nothing",
      storage(async (files) => {
        const stream = stuckStream(300_000);
        const writing = files.write("files/cut", stream);
        setTimeout(() => stream.destroy(), 50);
        await assert.rejects(writing);
        await leavesNothing(files, "files/cut");
      }),
    );

    it(
      "of more than was allowed fails as too large and leaves nothing",
      storage(async (files) => {
        for (const bytes of [11, 200_000, largeBytes]) {
          const limits = { maxBytes: bytes - 1 };
          await assert.rejects(files.write("files/large", streamOf(patternOf(bytes)), limits), isTooLarge);
          await leavesNothing(files, "files/large");
        }
      }),
    );

    it(
      "of exactly as much as was allowed is stored",
      storage(async (files) => {
        const written = await files.write("files/exact", streamOf(patternOf(70_000)), { maxBytes: 70_000 });
        assert.equal(written.bytes, 70_000);
        assert.equal((await files.write("files/none", streamOf(patternOf(0)), { maxBytes: 0 })).bytes, 0);
      }),
    );

    it(
      "that is too large does not wait for a stream that never ends",
      storage(async (files) => {
        await assert.rejects(
          files.write("files/endless", stuckStream(90_000), { maxBytes: 80_000 }),
          isTooLarge,
        );
        await leavesNothing(files, "files/endless");
      }),
    );

    it(
      "that is aborted fails at once, before or half way, and leaves nothing",
      storage(async (files) => {
        const before = AbortSignal.abort();
        await assert.rejects(files.write("files/aborted", stuckStream(10), { signal: before }));
        await leavesNothing(files, "files/aborted");
        for (const bytes of [10, 200_000, largeBytes]) {
          const abort = new AbortController();
          const writing = files.write("files/aborted", stuckStream(bytes), { signal: abort.signal });
          setTimeout(() => abort.abort(), 50);
          await assert.rejects(writing);
          await leavesNothing(files, "files/aborted");
        }
      }),
    );

    it(
      "that fails leaves the file that was there before",
      storage(async (files) => {
        const before = patternOf(50_000, 3);
        await files.write("files/kept", streamOf(before));
        const halfWay = () => Promise.reject(new Error("the connection broke"));
        await assert.rejects(files.write("files/kept", streamOf(patternOf(99_000), { halfWay })));
        await assert.rejects(files.write("files/kept", streamOf(patternOf(99_000)), { maxBytes: 60_000 }));
        await assert.rejects(files.write("files/kept", stuckStream(9), { signal: AbortSignal.abort() }));
        assert.ok(before.equals((await contentOf(files, "files/kept")) ?? Buffer.alloc(0)));
      }),
    );
  });
}

const isTooLarge = (error: unknown) => isAppError(error, "upload_too_large") && error.kind === "request";

/** Gives so many bytes and then nothing more, without an end: a connection that hangs. */
function stuckStream(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    read() {
      if (left === 0) return;
      const piece = patternOf(Math.min(left, 65_536));
      left -= piece.length;
      this.push(piece);
    },
  });
}
