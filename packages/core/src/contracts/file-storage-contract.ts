import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { FileStorage } from "../seams/file-storage.ts";
import { testBrokenWrites } from "./broken-writes-contract.ts";
import { contentOf, patternOf, sha256Of, streamOf } from "./file-content.ts";
import { testFileRemoval } from "./file-removal-contract.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** Everything a FileStorage promises. `create` gives an empty storage each time. */
export function testFileStorage(name: string, create: () => Promise<Subject<FileStorage>>): void {
  const storage = (body: (files: FileStorage) => Promise<void>) => withSubject(create, body);

  describe(`${name} keeps the FileStorage contract`, contractOptions, () => {
    it(
      "gives back what was stored, of any size, with its length and hash",
      storage(async (files) => {
        for (const bytes of [0, 1, 70_000, 12_000_000]) {
          const content = patternOf(bytes);
          const written = await files.write(`files/of-${bytes}`, streamOf(content), {
            mediaType: "text/plain",
          });
          assert.deepEqual(written, { bytes, sha256: sha256Of(content) });
          const stored = await files.read(`files/of-${bytes}`);
          assert.equal(stored?.totalBytes, bytes);
          assert.ok(content.equals((await contentOf(files, `files/of-${bytes}`)) ?? Buffer.from("nothing")));
          stored?.stream.destroy();
        }
      }),
    );

    it(
      "knows nothing of a file that was never stored",
      storage(async (files) => {
        assert.equal(await files.read("files/none"), undefined);
        assert.equal(await files.read("files/none", { start: 0, end: 5 }), undefined);
        await files.write("files/some", streamOf(patternOf(10)));
        for (const key of ["files", "files/som", "files/some.tmp", "files/some/more"])
          assert.equal(await files.read(key), undefined, key);
      }),
    );

    it(
      "gives the part of a file that was asked for, and tells the whole length",
      storage(async (files) => {
        const content = patternOf(100_000);
        await files.write("files/ranged", streamOf(content));
        const far = Number.MAX_SAFE_INTEGER;
        const ranges: [number, number][] = [
          [0, 0],
          [0, 9],
          [5_000, 79_999],
          [99_999, 99_999],
          [99_990, far],
        ];
        for (const [start, end] of [...ranges, [0, far], [99_000, 100_000]] as const) {
          const stored = await files.read("files/ranged", { start, end });
          assert.equal(stored?.totalBytes, 100_000);
          assert.ok(content.subarray(start, end + 1).equals(Buffer.concat(await stored.stream.toArray())));
        }
      }),
    );

    it(
      "refuses a range that starts beyond the end, in an empty file too",
      storage(async (files) => {
        await files.write("files/ten", streamOf(patternOf(10)));
        await files.write("files/empty", streamOf(patternOf(0)));
        for (const [key, start] of [
          ["files/ten", 10],
          ["files/ten", 4_000],
          ["files/empty", 0],
        ] as const) {
          await assert.rejects(
            files.read(key, { start, end: start + 5 }),
            (error) => isAppError(error, "range_not_satisfiable") && error.kind === "request",
          );
        }
      }),
    );

    it(
      "replaces a file as a whole: until all has arrived, everybody reads the one before",
      storage(async (files) => {
        const [before, after] = [patternOf(300_000), patternOf(400_000, 7)];
        await files.write("files/replaced", streamOf(before));
        const reading = await files.read("files/replaced");
        const held = Promise.withResolvers<void>();
        const writing = files.write("files/replaced", streamOf(after, { halfWay: () => held.promise }));
        assert.ok(before.equals((await contentOf(files, "files/replaced")) ?? after));
        held.resolve();
        await writing;
        assert.ok(after.equals((await contentOf(files, "files/replaced")) ?? before));
        const readMeanwhile = Buffer.concat((await reading?.stream.toArray()) ?? []);
        assert.ok(before.equals(readMeanwhile) || after.equals(readMeanwhile));
      }),
    );

    it(
      "keeps the first file when asked to store only where none is",
      storage(async (files) => {
        const [first, second] = [patternOf(80_000), patternOf(90_000, 7)];
        await files.write("files/first", streamOf(first), { ifAbsent: true });
        await assert.rejects(files.write("files/first", streamOf(second), { ifAbsent: true }), isTaken);
        assert.ok(first.equals((await contentOf(files, "files/first")) ?? second));
      }),
    );

    it(
      "lets exactly one of many win who store the same file at once only where none is",
      storage(async (files) => {
        const rivals = Array.from({ length: 6 }, (_, index) => patternOf(50_000, index));
        const tries = await Promise.allSettled(
          rivals.map((content) => files.write("files/raced", streamOf(content), { ifAbsent: true })),
        );
        const winner = tries.findIndex((attempt) => attempt.status === "fulfilled");
        const losers = tries.filter((attempt) => attempt.status === "rejected");
        assert.equal(losers.length, 5);
        assert.ok(losers.every((attempt) => isTaken(attempt.reason)));
        assert.ok(rivals[winner]?.equals((await contentOf(files, "files/raced")) ?? Buffer.alloc(0)));
      }),
    );

    it(
      "stores many files at once, and one of several whole under the same key",
      storage(async (files) => {
        const contents = Array.from({ length: 30 }, (_, index) => patternOf(20_000 + index, index));
        await Promise.all([
          ...contents.map((content, index) => files.write(`many/${index}/file`, streamOf(content))),
          ...contents.slice(0, 6).map((content) => files.write("many/same", streamOf(content))),
        ]);
        for (const [index, content] of contents.entries())
          assert.ok(content.equals((await contentOf(files, `many/${index}/file`)) ?? Buffer.alloc(0)));
        const same = await contentOf(files, "many/same");
        assert.ok(contents.slice(0, 6).some((content) => same && content.equals(same)));
      }),
    );

    it(
      "takes every key that the rule allows",
      storage(async (files) => {
        const longest = "k".repeat(128);
        const parts = `${longest}/${longest}/${longest}/`;
        const allowed = [
          "a",
          "-",
          "_",
          "x.tmp",
          ".hidden",
          "a..b",
          "...",
          "A-b_C.9/..x/d",
          parts + "z".repeat(125),
        ];
        for (const key of allowed) await files.write(key, streamOf(Buffer.from(key)));
        for (const key of allowed) assert.equal(String(await contentOf(files, key)), key);
      }),
    );

    it(
      "refuses every key that the rule does not allow, whatever is asked",
      storage(async (files) => {
        const outside = ["", "/", "..", ".", "../x", "a/../b", "a/./b", "a/..", "/etc/passwd", "a//b", "a/"];
        const odd = [
          "a b",
          "ü",
          "a\\b",
          "a\u0000b",
          "a:b",
          "a%2e",
          "a\n",
          "🦉",
          "x".repeat(129),
          "ab/".repeat(171),
        ];
        for (const key of [...outside, ...odd]) {
          const refused = (answer: Promise<unknown>) =>
            assert.rejects(answer, isRefusedKey, JSON.stringify(key));
          await refused(files.write(key, streamOf(patternOf(5))));
          await refused(files.read(key));
          await refused(files.remove(key));
          await refused(
            files.link(key, { filename: "x.pdf", mediaType: "application/pdf", expiresInMs: 9_000 }),
          );
          await refused(files.form(key, { maxBytes: 9, expiresInMs: 9_000 }));
          await refused(Array.fromAsync(files.list(key, Date.now())));
        }
      }),
    );

    it(
      "gives either no address for a download or one that serves the file under its name",
      storage(async (files) => {
        const content = patternOf(5_000);
        await files.write("files/linked", streamOf(content));
        const url = await files.link("files/linked", {
          filename: 'señal "1".pdf',
          mediaType: "application/pdf",
          expiresInMs: 60_000,
        });
        if (url === undefined) return;
        const response = await fetch(url);
        assert.equal(response.headers.get("content-type"), "application/pdf");
        assert.match(
          response.headers.get("content-disposition") ?? "",
          /^attachment;.*filename\*=UTF-8''se%C3%B1al%20/,
        );
        assert.ok(content.equals(Buffer.from(await response.arrayBuffer())));
      }),
    );

    it(
      "gives either no form for an upload or one that takes a file of the allowed size under its key alone",
      storage(async (files) => {
        const form = await files.form("files/posted", { maxBytes: 1_000, expiresInMs: 60_000 });
        if (form === undefined) return;
        const post = async (bytes: number, changes: Record<string, string> = {}) => {
          const body = new FormData();
          for (const [name, value] of Object.entries({ ...form.fields, ...changes })) body.set(name, value);
          body.set("file", new Blob([new Uint8Array(patternOf(bytes))]), "deck.pptx");
          return (await fetch(form.url, { method: "POST", body })).ok;
        };
        assert.equal(await post(1_001), false);
        assert.equal(await post(10, { key: "files/other" }), false);
        for (const key of ["files/posted", "files/other"]) assert.equal(await files.read(key), undefined);
        for (const bytes of [1_000, 500]) {
          assert.equal(await post(bytes), true);
          assert.ok(patternOf(bytes).equals((await contentOf(files, "files/posted")) ?? Buffer.alloc(0)));
        }
      }),
    );

    it(
      "answers a ping, and may be closed twice",
      storage(async (files) => {
        await files.ping();
        await files.close();
        await files.close();
      }),
    );

    testBrokenWrites(create);
    testFileRemoval(create);
  });
}

const isTaken = (error: unknown) => isAppError(error, "file_exists") && error.kind === "conflict";
const isRefusedKey = (error: unknown) => isAppError(error, "invalid_storage_key") && error.kind === "request";
