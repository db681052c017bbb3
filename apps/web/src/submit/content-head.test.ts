import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, it } from "node:test";
import { readContentHead } from "./check-content.ts";

describe("readContentHead", () => {
  it("sees the beginning and takes nothing away", async () => {
    const parts = ["ab", "cd", "ef", "gh"].map((part) => Buffer.from(part));
    const { head, whole } = await readContentHead(Readable.from(parts), 3);
    assert.equal(head.toString(), "abcd");
    assert.equal((await buffer(whole)).toString(), "abcdefgh");
  });

  it("sees all of what is shorter, or nothing of what is empty", async () => {
    const short = await readContentHead(Readable.from([Buffer.from("ab")]), 100);
    assert.equal(short.head.toString(), "ab");
    assert.equal((await buffer(short.whole)).toString(), "ab");
    const empty = await readContentHead(Readable.from([]), 100);
    assert.equal(empty.head.length, 0);
    assert.equal((await buffer(empty.whole)).length, 0);
  });

  it("fails as the stream does, early or late", async () => {
    const early = new PassThrough();
    early.destroy(new Error("gone early"));
    await assert.rejects(readContentHead(early, 3), /gone early|premature/i);
    const late = new PassThrough();
    late.write("abcdef");
    const { whole } = await readContentHead(late, 3);
    late.destroy(new Error("gone late"));
    await assert.rejects(buffer(whole), /gone late/);
  });

  it("destroys the stream when the reader stops", async () => {
    const stream = new PassThrough();
    stream.write("abcdef");
    const { whole } = await readContentHead(stream, 3);
    whole.read();
    await once(whole, "readable");
    whole.destroy();
    await once(stream, "close");
    assert.equal(stream.destroyed, true);
  });
});
