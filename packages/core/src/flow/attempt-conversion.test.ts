import assert from "node:assert/strict";
import { chmod, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { ConversionRequest, Converter } from "../seams/converter.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { attemptConversion } from "./attempt-conversion.ts";
import type { KeptLease } from "./keep-lease.ts";
import { runJob } from "./run-job.ts";

const going = new AbortController().signal;
const lease: KeptLease = {
  token: { attempt: 1, owner: "worker-1" },
  lost: going,
  report: () => undefined,
  stop: async () => undefined,
};

/** The converter of the memory installation, with something done before each conversion. */
function before(converter: Converter, act: (request: ConversionRequest) => Promise<void>): Converter {
  return Object.assign(Object.create(converter), {
    convert: async (request: ConversionRequest, context: Parameters<Converter["convert"]>[1]) => {
      await act(request);
      return converter.convert(request, context);
    },
  });
}

describe("attemptConversion", () => {
  it("gives the converter the source under a neutral name, and an empty folder", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    let seen: string[] = [];
    const converter = before(installation.worker.converter, async ({ source, folder }) => {
      seen = [...(await readdir(dirname(source.path))), ...(await readdir(folder))];
    });
    const outcome = await attemptConversion({ ...installation.worker, converter }, job, lease, going);
    assert.equal(outcome.kind, "made");
    assert.deepEqual(seen.toSorted(), ["conversion", "source-1.txt"]);
    assert.deepEqual(await installation.foldersLeft(), []);
  });

  it("gives it the passwords of source and result, where there are some", async () => {
    await using installation = await newMemoryInstallation();
    const seen: unknown[] = [];
    const converter = before(installation.worker.converter, async ({ password, resultPasswords }) => {
      seen.push([password, resultPasswords]);
    });
    const secrets = { password: "old", resultPasswords: { openPassword: "new" } };
    for (const given of [secrets, {}]) {
      const { job } = await installation.submit("text", given);
      await attemptConversion({ ...installation.worker, converter }, job, lease, going);
    }
    assert.deepEqual(seen, [
      ["old", { openPassword: "new" }],
      [undefined, undefined],
    ]);
  });

  it("releases the job when the disk of the work folder is full, and says so", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const converter = before(installation.worker.converter, () =>
      Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" })),
    );
    const outcome = await attemptConversion({ ...installation.worker, converter }, job, lease, going);
    assert.equal(outcome.kind, "released");
    assert.ok(isAppError(outcome.error, "work_folder_full"));
  });

  it("counts an unexpected error against the document, and says where but not what it held", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const converter = before(installation.worker.converter, () =>
      Promise.reject(new RangeError("Invalid string length: words of the document")),
    );
    const outcome = await attemptConversion({ ...installation.worker, converter }, job, lease, going);
    assert.ok(outcome.kind === "failed" && outcome.retry, outcome.kind);
    assert.equal(outcome.failure.code, "engine_crashed");
    assert.match(outcome.detail ?? "", /^unexpected RangeError at .*attempt-conversion\.test\.ts/);
    assert.doesNotMatch(JSON.stringify(outcome), /words of the document/);
  });

  it("ends a job whose every attempt is an unexpected error, after as many as a document may have", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    const converter = before(installation.worker.converter, () => Promise.reject(new TypeError("a fault")));
    const worker = { ...installation.worker, converter };
    const { maxFailures } = worker.policy;
    for (let attempt = 1; attempt <= maxFailures; attempt += 1) {
      const report = await runJob(worker, await installation.delivery(), going);
      assert.equal(report.outcome, attempt < maxFailures ? "again" : "failed");
      installation.clock.pass(installation.policy.retryCapMs);
    }
  });

  it("releases the job when the system refuses something to the converter", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const converter = before(installation.worker.converter, () =>
      Promise.reject(Object.assign(new Error("too many open files"), { code: "EMFILE", syscall: "open" })),
    );
    const outcome = await attemptConversion({ ...installation.worker, converter }, job, lease, going);
    assert.equal(outcome.kind, "released");
  });

  it("releases the job when there is no work folder", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const worker = { ...installation.worker, workFolder: join(installation.worker.workFolder, "none") };
    const outcome = await attemptConversion(worker, job, lease, going);
    assert.equal(outcome.kind, "released");
    assert.equal((outcome.error as NodeJS.ErrnoException).code, "ENOENT");
  });

  it("leaves no folder whose content was made unwritable, and keeps what was made", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const converter = before(installation.worker.converter, ({ source }) => chmod(source.path, 0o400));
    assert.equal(
      (await attemptConversion({ ...installation.worker, converter }, job, lease, going)).kind,
      "made",
    );
    assert.deepEqual(await installation.foldersLeft(), []);
  });
});
