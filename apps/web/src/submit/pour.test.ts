import assert from "node:assert/strict";
import { Readable, Writable } from "node:stream";
import { describe, it } from "node:test";
import { pour } from "./pour.ts";

const pieces = ["a", "b", "c", "d"].map((text) => Buffer.from(text));

function newSink(onPiece: (text: string, done: () => void) => void) {
  return new Writable({ highWaterMark: 1, write: (piece, _encoding, done) => onPiece(String(piece), done) });
}

describe("pour", () => {
  it("hands everything over in order, and waits for a slow sink", async () => {
    let seen = "";
    const sink = newSink((text, done) => {
      seen += text;
      setImmediate(done);
    });
    await pour(Readable.from(pieces), sink, new AbortController().signal);
    await new Promise((resolve) => sink.once("finish", resolve));
    assert.equal(seen, "abcd");
  });

  it("reads on and drops the rest once it is stopped, even when the sink is stuck", async () => {
    const stopped = new AbortController();
    const body = Readable.from(pieces);
    const sink = newSink(() => setImmediate(() => stopped.abort()));
    await pour(body, sink, stopped.signal);
    assert.equal(body.readableEnded, true);
    assert.equal(sink.writableEnded, false);
  });

  it("fails as the body and as the sink do", async () => {
    async function* broken() {
      yield Buffer.from("a");
      throw new Error("the client left");
    }
    const { signal } = new AbortController();
    await assert.rejects(
      pour(
        broken(),
        newSink((_, done) => done()),
        signal,
      ),
      /the client left/,
    );
    const failing = new Writable({
      highWaterMark: 1,
      write: (_piece, _encoding, done) => done(new Error("full")),
    });
    failing.on("error", () => undefined);
    await assert.rejects(pour(Readable.from(pieces), failing, signal), /full/);
  });
});
