import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { ResultPasswords } from "../conversion/options/index.ts";
import { type Job, sourcesOf } from "../job/job.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { removeJob } from "./remove-job.ts";
import { storeSource } from "./store-source.ts";

type Installation = Awaited<ReturnType<typeof newMemoryInstallation>>;

/** As when everybody was told. */
async function removeTargets({ backend }: Installation, { id }: Job): Promise<void> {
  const job = (await backend.jobs.find(id)) ?? assert.fail();
  const callbacks = (job.callbacks ?? []).map((callback) => ({ ...callback, target: null }));
  await backend.jobs.replace({ ...job, callbacks, revision: job.revision + 1 }, job.revision);
}

describe("submitting a document", () => {
  it("stores it, then creates the job, then sends a message, and notes that", async () => {
    await using installation = await newMemoryInstallation();
    const { outcome, job } = await installation.submitAndSend("text");
    assert.equal(outcome, "created");
    assert.deepEqual(await installation.stored(), [job.source.key]);
    assert.equal((await installation.delivery()).jobId, job.id);
    const noted = await installation.find(job);
    assert.equal(noted.sends, 1);
    assert.equal(noted.sentAt, installation.clock.now());
  });

  it("writes no note for a job that has started meanwhile", async () => {
    await using installation = await newMemoryInstallation();
    const { backend, policy, clock } = installation;
    const submitted = await installation.submit("text");
    const pause = async () => {
      const { job } = submitted;
      assert.equal((await installation.find(job)).sends, 0);
      await cancelJob(backend.jobs, job.id, { policy, clock });
    };
    await enqueueJob(backend, submitted.job, { policy, clock, pause });
    assert.equal((await installation.delivery()).jobId, submitted.job.id);
    const { sends, revision } = await installation.find(submitted.job);
    assert.deepEqual([sends, revision], [0, submitted.job.revision + 1]);
  });

  it("gives the same job for the same request, and keeps one upload only", async () => {
    await using installation = await newMemoryInstallation();
    const first = await installation.submit("text", { jobId: "job-1" });
    const again = await installation.submit("text", { jobId: "job-1" });
    assert.equal(again.outcome, "replayed");
    assert.deepEqual(again.job, first.job);
    assert.deepEqual(await installation.stored(), [first.job.source.key]);
  });

  it("tells when the id belongs to another request, and keeps nothing of the new one", async () => {
    await using installation = await newMemoryInstallation();
    const first = await installation.submit("text", { jobId: "job-1" });
    assert.equal((await installation.submit("other text", { jobId: "job-1" })).outcome, "mismatch");
    assert.equal(
      (await installation.submit("text", { jobId: "job-1", owner: "owner-2" })).outcome,
      "mismatch",
    );
    assert.deepEqual(await installation.stored(), [first.job.source.key]);
  });

  it("keeps every document of a job that has several, and tells a request with others from it", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("one", { jobId: "job-1", more: ["two", "three"] });
    const kept = sourcesOf(job).map(({ key }) => key);
    assert.equal(new Set(kept).size, 3);
    assert.equal(job.moreSourceBytes, 8);
    const outcomeOf = async (more: string[]) =>
      (await installation.submit("one", { jobId: "job-1", more })).outcome;
    assert.equal(await outcomeOf(["two", "three"]), "replayed");
    for (const more of [[], ["two"], ["three", "two"], ["two", "three", "four"]])
      assert.equal(await outcomeOf(more), "mismatch", more.join());
    assert.deepEqual((await installation.stored()).toSorted(), kept.toSorted());
    await removeJob(installation.backend, job.id, installation);
    assert.deepEqual(await installation.stored(), []);
  });

  it("compares the password while the job keeps it, and afterwards only whether there was one", async () => {
    await using installation = await newMemoryInstallation();
    const outcomeWith = async (password: string | null) =>
      (await installation.submit("text", { jobId: "job-1", password })).outcome;
    const { job } = await installation.submit("text", { jobId: "job-1", password: "sesame" });
    assert.equal(await outcomeWith("sesame"), "replayed");
    assert.equal(await outcomeWith("Sesame"), "mismatch");
    assert.equal(await outcomeWith(null), "mismatch");
    await cancelJob(installation.backend.jobs, job.id, installation);
    assert.equal(await outcomeWith("sesame"), "replayed");
    assert.equal(await outcomeWith("Sesame"), "replayed");
    assert.equal(await outcomeWith(null), "mismatch");
  });

  it("compares the passwords of the result in the same way", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text", {
      jobId: "job-1",
      resultPasswords: { openPassword: "sesame", ownerPassword: "mine" },
    });
    assert.deepEqual(job.resultPasswords, { openPassword: "sesame", ownerPassword: "mine" });
    const outcomeWith = async (resultPasswords: ResultPasswords | null) =>
      (await installation.submit("text", { jobId: "job-1", resultPasswords })).outcome;
    assert.equal(await outcomeWith({ openPassword: "sesame", ownerPassword: "mine" }), "replayed");
    for (const other of [
      { openPassword: "Sesame", ownerPassword: "mine" },
      { openPassword: "sesame", ownerPassword: "Mine" },
      { openPassword: "sesame" },
      { ownerPassword: "mine" },
      null,
    ])
      assert.equal(await outcomeWith(other), "mismatch", JSON.stringify(other));
    await cancelJob(installation.backend.jobs, job.id, installation);
    assert.equal(await outcomeWith({ openPassword: "Sesame", ownerPassword: "Mine" }), "replayed");
    assert.equal(await outcomeWith({ openPassword: "sesame" }), "mismatch");
  });

  it("compares whom to tell while the job keeps that, and afterwards only their hosts", async () => {
    await using installation = await newMemoryInstallation();
    const told = (url: string) => ({ callbacks: [{ kind: "webhook", url, secret: null } as const] });
    const outcomeWith = async (asked: object) =>
      (await installation.submit("text", { jobId: "job-1", ...asked })).outcome;
    const [one, sameHost, other] = ["https://a.example/1", "https://a.example/2", "https://b.example"].map(
      told,
    );
    const { job } = await installation.submit("text", { jobId: "job-1", ...one });
    const outcomes = async () => [await outcomeWith({ ...one }), await outcomeWith({ ...sameHost })];
    assert.deepEqual(await outcomes(), ["replayed", "mismatch"]);
    await removeTargets(installation, job);
    assert.deepEqual(await outcomes(), ["replayed", "replayed"]);
    assert.deepEqual([await outcomeWith({ ...other }), await outcomeWith({})], ["mismatch", "mismatch"]);
  });

  it("keeps nothing in a job from which its password could be guessed once it is dropped", async () => {
    await using installation = await newMemoryInstallation();
    const rowAfter = async (password: string) => {
      const resultPasswords = { openPassword: password, ownerPassword: `${password} too` };
      const { job } = await installation.submit("text", { jobId: "job-1", password, resultPasswords });
      await cancelJob(installation.backend.jobs, job.id, installation);
      const row = { ...(await installation.find(job)), revision: 0, source: { ...job.source, key: "" } };
      await removeJob(installation.backend, job.id, installation);
      return row;
    };
    assert.deepEqual(await rowAfter("sesame"), await rowAfter("another"));
  });

  it("knows a request again that an earlier version hashed together with its password", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text", { jobId: "job-1", password: "sesame" });
    const { owner, source, format, batch } = job;
    const asked = [owner, source.filename, source.format, source.sha256, format, [], "sesame", batch];
    const requestHash = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
    await installation.backend.jobs.replace(
      { ...job, requestHash, revision: job.revision + 1 },
      job.revision,
    );
    for (const [password, outcome] of [
      ["sesame", "replayed"],
      ["Sesame", "mismatch"],
    ] as const)
      assert.equal((await installation.submit("text", { jobId: "job-1", password })).outcome, outcome);
  });

  it("creates one job when the same request comes many times at once", async () => {
    await using installation = await newMemoryInstallation();
    const all = await Promise.all(
      Array.from({ length: 6 }, () => installation.submit("text", { jobId: "job-1" })),
    );
    assert.equal(all.filter(({ outcome }) => outcome === "created").length, 1);
    assert.equal(all.filter(({ outcome }) => outcome === "replayed").length, 5);
    assert.equal((await installation.stored()).length, 1);
  });

  it("creates a new job under an id whose job was kept long enough but is not removed yet", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text", { jobId: "job-1" });
    await cancelJob(installation.backend.jobs, job.id, installation);
    installation.clock.pass(installation.policy.keepMs);
    const second = await installation.submit("text", { jobId: "job-1" });
    assert.equal(second.outcome, "created");
    assert.deepEqual(await installation.stored(), [second.job.source.key]);
  });

  it("leaves nothing of a document that is too large", async () => {
    await using installation = await newMemoryInstallation();
    const stream = Readable.from([Buffer.alloc(11)]);
    const upload = { jobId: "job-1", filename: "a.txt", format: "txt", stream, maxBytes: 10 } as const;
    await assert.rejects(storeSource(installation.backend.files, upload), (error) =>
      isAppError(error, "upload_too_large"),
    );
    assert.deepEqual(await installation.stored(), []);
  });
});
