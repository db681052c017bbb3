import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "../app-error.ts";
import type { FileStorage } from "../seams/file-storage.ts";
import { eventually } from "./eventually.ts";
import { contentOf, patternOf, streamOf } from "./file-content.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** What is removed is gone, what is listed is what is there. A list may lag, so it is waited for. */
export function testFileRemoval(create: () => Promise<Subject<FileStorage>>): void {
  const storage = (body: (files: FileStorage) => Promise<void>) => withSubject(create, body);
  const anyTime = Date.now() + 3_600_000;
  const keysOf = async (files: FileStorage, prefix: string, olderThan = anyTime) =>
    (await Array.fromAsync(files.list(prefix, olderThan))).map((file) => file.key).toSorted();
  const writeAll = (files: FileStorage, keys: readonly string[]) =>
    Promise.all(keys.map((key) => files.write(key, streamOf(patternOf(10)))));

  describe("removal and listing", contractOptions, () => {
    it(
      "removes the file of a key, and everything below it, and nothing beside it",
      storage(async (files) => {
        const below = ["jobs/1/a", "jobs/1/b/c", "jobs/1/b/d/e.tmp"];
        const beside = ["jobs/10/a", "jobs/1-x", "jobs/1.pdf", "jobs/2/1", "jobs-1/a", "other/jobs/1/a"];
        await writeAll(files, [...below, ...beside]);
        await files.remove("jobs/1");
        for (const key of below) assert.equal(await files.read(key), undefined, key);
        for (const key of beside) assert.notEqual(await contentOf(files, key), undefined, key);
        await files.remove("jobs/1.pdf");
        assert.equal(await files.read("jobs/1.pdf"), undefined);
        assert.notEqual(await contentOf(files, "jobs/1-x"), undefined);
      }),
    );

    it(
      "removes the files of given keys, however many, and nothing below or beside them",
      storage(async (files) => {
        const given = Array.from({ length: 30 }, (_, index) => `jobs/${index % 7}/part-${index}`);
        const beside = ["jobs/1/part-10/below", "jobs/1/part-100", "jobs/1/part", "other/jobs/1/part-1"];
        await writeAll(files, [...given, ...beside]);
        const asked = [...given, "jobs/1/part-10", "none/at/all"];
        assert.deepEqual(await files.removeFiles(asked), []);
        for (const key of given) assert.equal(await files.read(key), undefined, key);
        for (const key of beside) assert.notEqual(await contentOf(files, key), undefined, key);
        assert.deepEqual(await files.removeFiles(asked), []);
        assert.deepEqual(await files.removeFiles([]), []);
        await assert.rejects(files.removeFiles(["jobs/../x"]), (error) =>
          isAppError(error, "invalid_storage_key"),
        );
      }),
    );

    it(
      "has nothing against removing what is not there, or twice, or at the same time",
      storage(async (files) => {
        await files.remove("none/at/all");
        await writeAll(files, ["jobs/1/a", "jobs/1/b"]);
        await Promise.all([files.remove("jobs/1"), files.remove("jobs/1"), files.remove("jobs/1/a")]);
        await files.remove("jobs/1");
        assert.equal(await files.read("jobs/1/a"), undefined);
      }),
    );

    it(
      "lets a key be stored again after its removal",
      storage(async (files) => {
        await writeAll(files, ["jobs/1/a"]);
        await files.remove("jobs/1");
        await files.write("jobs/1/a", streamOf(patternOf(20)), { ifAbsent: true });
        assert.equal((await contentOf(files, "jobs/1/a"))?.length, 20);
      }),
    );

    it(
      "lists every file below a prefix with its size and time, and none beside",
      storage(async (files) => {
        const below = Array.from({ length: 25 }, (_, index) => `list/${index % 4}/part-${index}/file.bin`);
        await writeAll(files, [...below, "list2/x", "lis", "other/list/y"]);
        await eventually(async () => assert.deepEqual(await keysOf(files, "list"), below.toSorted()));
        for await (const file of files.list("list", anyTime)) {
          assert.equal(file.bytes, 10);
          assert.ok(Math.abs(file.modifiedAt - Date.now()) < 60_000);
        }
        assert.deepEqual(await keysOf(files, "list/3/part-3"), ["list/3/part-3/file.bin"]);
        assert.deepEqual(await keysOf(files, "nothing/here"), []);
      }),
    );

    it(
      "lists only what was stored before the given time",
      storage(async (files) => {
        await writeAll(files, ["list/old"]);
        await sleep(2_500);
        const between = Date.now();
        await sleep(1_500);
        await writeAll(files, ["list/new"]);
        await eventually(async () => assert.deepEqual(await keysOf(files, "list"), ["list/new", "list/old"]));
        assert.deepEqual(await keysOf(files, "list", between), ["list/old"]);
        assert.deepEqual(await keysOf(files, "list", between - 3_600_000), []);
      }),
    );

    it(
      "lists nothing of a file that is still on its way",
      storage(async (files) => {
        const held = Promise.withResolvers<void>();
        const writing = files.write(
          "list/slow",
          streamOf(patternOf(500_000), { halfWay: () => held.promise }),
        );
        await sleep(300);
        assert.deepEqual(await keysOf(files, "list"), []);
        held.resolve();
        await writing;
        await eventually(async () => assert.deepEqual(await keysOf(files, "list"), ["list/slow"]));
      }),
    );

    it(
      "may list while what it lists is removed",
      storage(async (files) => {
        const keys = Array.from({ length: 20 }, (_, index) => `list/${index}/file`);
        await writeAll(files, keys);
        await eventually(async () => assert.equal((await keysOf(files, "list")).length, 20));
        for await (const { key } of files.list("list", anyTime)) await files.remove(key);
        for (const key of keys) assert.equal(await files.read(key), undefined);
        await eventually(async () => assert.deepEqual(await keysOf(files, "list"), []));
      }),
    );
  });
}
