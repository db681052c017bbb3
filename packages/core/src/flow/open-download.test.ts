import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { MemoryFileStorage } from "../memory/memory-file-storage.ts";
import { openDownload } from "./open-download.ts";

const download = { key: "results/a", filename: "deck.pdf", mediaType: "application/pdf" };

describe("openDownload", () => {
  it("streams the file, or the part of it that was asked for", async () => {
    const files = new MemoryFileStorage();
    await files.write(download.key, Readable.from([Buffer.from("0123456789")]));
    const opened = await openDownload(files, download, { range: { start: 2, end: 4 }, expiresInMs: 1_000 });
    assert.ok(opened.kind === "stream");
    assert.equal(String(Buffer.concat(await opened.file.stream.toArray())), "234");
  });

  it("gives the address instead where the storage has one", async () => {
    class LinkingStorage extends MemoryFileStorage {
      override async link(): Promise<string> {
        return "https://storage/x";
      }
    }
    const opened = await openDownload(new LinkingStorage(), download, { expiresInMs: 1_000 });
    assert.deepEqual(opened, { kind: "link", url: "https://storage/x" });
  });

  it("tells when the file is gone", async () => {
    assert.deepEqual(await openDownload(new MemoryFileStorage(), download, { expiresInMs: 1_000 }), {
      kind: "gone",
    });
  });
});
