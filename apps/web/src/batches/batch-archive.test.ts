import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { type Job, type JobResult, resultMediaTypes } from "@platen/core";
import { newJob, richJob } from "@platen/core/contracts";
import { strFromU8, unzipSync } from "fflate";
import { submitTo } from "../testing/batches.ts";
import { newSqliteWeb } from "../testing/test-web.ts";

const address = "/v1/batches/b-1/archive";

describe("GET /v1/batches/{batch}/archive", () => {
  it("is a zip of all results under names of their own, and tells what has none", async (test) => {
    const web = await newSqliteWeb(test);
    await web.startWorker();
    const made: { id: string }[] = [];
    for (const [filename, pages] of [
      ["señal.pptx", 1],
      ["señal.pptx", 2],
      ["SEÑAL.PPTX", 3],
    ])
      made.push(
        await submitTo(web, {
          batch: "b-1",
          filename: String(filename),
          instructions: `platen-pages=${pages}`,
          waitSeconds: 30,
        }),
      );
    await submitTo(web, {
      batch: "b-1",
      filename: "bad.pptx",
      instructions: "platen-fail=source_corrupt",
      waitSeconds: 30,
    });
    await submitTo(web, { batch: "b-1", filename: "slow.pptx", instructions: "platen-takes=2000" });
    const answer = await web.app.inject(address);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers["content-type"], "application/zip");
    assert.match(
      String(answer.headers["content-disposition"]),
      /^attachment; filename="documents-\d{4}-\d\d-\d\d\.zip"$/,
    );
    assert.equal(Number(answer.headers["content-length"]), answer.rawPayload.length);
    const files = unzipSync(answer.rawPayload);
    assert.deepEqual(Object.keys(files), [
      "señal.pdf",
      "señal (2).pdf",
      "SEÑAL (3).pdf",
      "not-converted.txt",
    ]);
    for (const [index, content] of Object.values(files).slice(0, 3).entries()) {
      const result = await web.app.inject(`/v1/jobs/${made[index]?.id}/result`);
      assert.deepEqual(Buffer.from(content), result.rawPayload);
    }
    const report = strFromU8(files["not-converted.txt"] ?? new Uint8Array());
    assert.match(
      report,
      /^bad\.pptx\n {2}The file is damaged .*\(source_corrupt\)\n\nslow\.pptx\n {2}It is not finished yet\. /,
    );
    const head = await web.app.inject({ method: "HEAD", url: address });
    assert.deepEqual([head.statusCode, head.body], [200, ""]);
    assert.equal(head.headers["content-length"], answer.headers["content-length"]);
  });

  it("is refused as long as there is no result, and when there will be none", async (test) => {
    const web = await newSqliteWeb(test);
    const { id } = await submitTo(web, { batch: "b-1" });
    const early = await web.app.inject(address);
    assert.deepEqual(
      [early.statusCode, early.json().code, early.headers["retry-after"]],
      [409, "job_not_finished", "1"],
    );
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    const late = await web.app.inject(address);
    assert.deepEqual([late.statusCode, late.json().code], [409, "job_failed"]);
    assert.equal((await web.app.inject("/v1/batches/none/archive")).json().code, "batch_not_found");
  });

  it("takes every name that a result may have, by the places in the batch", async (test) => {
    const web = await newSqliteWeb(test);
    const { sha256 } = await web.backend.files.write("results/one", Readable.from([Buffer.from("1")]));
    const wanted = ["b.pdf", "a:b.pdf", "c:\\x.pdf", "/etc/x", "..", "", "a\u0001.pdf", "not-converted.txt"];
    for (const [index, filename] of [...wanted, `${"é".repeat(40_000)}.pdf`, "B.PDF"].entries())
      await web.backend.jobs.create({
        ...endedJob({ key: "results/one", bytes: 1, sha256, filename }),
        batchPosition: 20 - index,
      });
    const failed = newJob({ owner: "public", batch: "b-1", status: "canceled", createdAt: Date.now() + 1 });
    await web.backend.jobs.create(failed);
    const answer = await web.app.inject(address);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual(
      Object.keys(unzipSync(answer.rawPayload)).map((name) => name.slice(0, 25)),
      [
        "B.PDF",
        "é".repeat(25),
        "not-converted (2).txt",
        "a_.pdf",
        "_",
        "_ (2)",
        "_etc_x",
        "c__x.pdf",
        "a_b.pdf",
        "b (2).pdf",
        "not-converted.txt",
      ],
    );
  });

  it("takes no more memory for large results, and opens one after another", async (test) => {
    const web = await newSqliteWeb(test);
    const bytes = 64 * 2 ** 20;
    const { sha256 } = await web.backend.files.write("results/large", zeros(bytes));
    for (let job = 0; job < 4; job += 1)
      await web.backend.jobs.create(endedJob({ key: "results/large", bytes, sha256 }));
    const { files } = web.backend;
    const read = files.read.bind(files);
    let [open, most] = [0, 0];
    files.read = async (key, range) => {
      const file = await read(key, range);
      open += 1;
      most = Math.max(most, open);
      file?.stream.once("close", () => (open -= 1));
      return file;
    };
    const answer = await fetch(`${await web.listen()}${address}`);
    const before = process.memoryUsage().rss;
    let [received, largest] = [0, before];
    for await (const piece of answer.body ?? []) {
      received += piece.length;
      largest = Math.max(largest, process.memoryUsage().rss);
    }
    assert.equal(received, Number(answer.headers.get("content-length")));
    assert.ok(received > 4 * bytes);
    assert.ok(largest - before < 2 * bytes, `${largest - before} bytes more`);
    assert.ok(most <= 2, `${most} open at once`);
  });

  it("breaks off when a result vanishes, and closes what is open when the client leaves", async (test) => {
    const web = await newSqliteWeb(test);
    const bytes = 32 * 2 ** 20;
    const { sha256 } = await web.backend.files.write("results/large", zeros(bytes));
    await web.backend.jobs.create(endedJob({ key: "results/large", bytes, sha256 }));
    await web.backend.jobs.create(endedJob({ key: "results/gone", bytes, sha256 }));
    const url = `${await web.listen()}${address}`;
    await assert.rejects((await fetch(url)).arrayBuffer());
    const { files } = web.backend;
    const read = files.read.bind(files);
    const closed = Promise.withResolvers<void>();
    files.read = async (key) => {
      const file = await read(key);
      file?.stream.once("close", closed.resolve);
      return file;
    };
    const leave = new AbortController();
    const answer = await fetch(url, { signal: leave.signal });
    await answer.body?.getReader().read();
    leave.abort();
    await closed.promise;
  });
});

function zeros(bytes: number): Readable {
  const piece = Buffer.alloc(2 ** 20);
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
    })(),
  );
}

function endedJob(result: Partial<JobResult> & Pick<JobResult, "key">): Job {
  const { result: rich } = richJob();
  assert.ok(rich !== null && resultMediaTypes.includes(rich.mediaType));
  return newJob({ owner: "public", batch: "b-1", status: "succeeded", result: { ...rich, ...result } });
}
