import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import { claim } from "../job/lease-moves.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { moveJob } from "./move-job.ts";
import { runJob } from "./run-job.ts";
import { sweepJobs, sweepRemovals } from "./sweep-jobs.ts";

const away = new AppError("unavailable", "file_storage_unavailable", "Try again later.");

type Installation = Awaited<ReturnType<typeof newMemoryInstallation>>;
const going = new AbortController().signal;
const nothing = { seen: 0, sent: 0, expired: 0, lost: 0, removed: 0, told: 0, putOff: 0, errors: [] };
const sweep = (installation: Installation, changes: object = {}) =>
  sweepJobs(installation.backend, { ...installation, limit: 10, ...changes });
const remove = (installation: Installation, changes: object = {}) =>
  sweepRemovals(installation.backend, { ...installation, limit: 10, ...changes });
const claimAsDead = (installation: Installation, { id }: Job) =>
  moveJob(installation.backend.jobs, id, (job) =>
    claim(job, "dead worker", installation.policy, installation.clock.now()),
  );

describe("sweepJobs", () => {
  it("finds nothing to do where all is well", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), nothing);
  });

  it("sends what was never sent, once", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), { ...nothing, seen: 1, sent: 1 });
    assert.deepEqual(await sweep(installation), nothing);
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.find(job)).status, "succeeded");
  });

  it("sends again when a message led to nothing for long", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    await (await installation.delivery()).complete();
    installation.clock.pass(installation.policy.resendMs);
    assert.equal((await sweep(installation)).sent, 1);
    assert.equal(await installation.backend.queue.depth(), 1);
  });

  it("has the job of a dead worker claimed by another", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    await claimAsDead(installation, job);
    installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    assert.equal((await sweep(installation)).sent, 1);
    await runJob(installation.worker, await installation.delivery(), going);
    const { status, attempt, losses } = await installation.find(job);
    assert.deepEqual([status, attempt, losses], ["succeeded", 2, 1]);
  });

  it("leaves a job at work alone that is due too early, and looks again when its lease is over", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    await claimAsDead(installation, job);
    const { clock, policy } = installation;
    clock.pass(policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), { ...nothing, seen: 1, putOff: 1 });
    assert.equal(await installation.backend.queue.depth(), 0);
    assert.deepEqual(await sweep(installation), nothing);
    clock.pass(policy.leaseMs + policy.clockAllowanceMs - policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), nothing);
    clock.pass(1);
    assert.deepEqual(await sweep(installation), { ...nothing, seen: 1, sent: 1 });
  });

  it("ends a job that keeps killing its workers", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    for (let death = 0; death <= installation.policy.maxLosses; death += 1) {
      await claimAsDead(installation, job);
      installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    }
    assert.equal((await sweep(installation)).lost, 1);
    assert.equal((await installation.find(job)).error?.code, "worker_lost");
  });

  it("ends what waited too long", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    installation.clock.pass(installation.policy.maxWaitMs);
    assert.equal((await sweep(installation)).expired, 1);
    assert.equal((await installation.find(job)).status, "expired");
  });

  it("removes what was kept long enough, with its files", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text", { more: ["another"] });
    await runJob(installation.worker, await installation.delivery(), going);
    installation.clock.pass(installation.policy.keepMs - 1);
    assert.deepEqual(await remove(installation), nothing);
    installation.clock.pass(1);
    assert.deepEqual(await remove(installation), { ...nothing, seen: 1, removed: 1 });
    assert.equal(await installation.backend.jobs.find(job.id), undefined);
    assert.deepEqual(await installation.stored(), []);
  });

  it("looks for files that a row does not name only where an attempt may have left some", async () => {
    await using installation = await newMemoryInstallation();
    const { backend, clock, policy } = installation;
    const ended = async (text: string) => {
      const { job } = await installation.submitAndSend(text);
      await runJob(installation.worker, await installation.delivery(), going);
      return installation.find(job);
    };
    await ended("text");
    const failed = await ended("platen-fail=source_corrupt");
    const leftover = `results/${failed.id}/${failed.source.key.split("/").at(-1)}/attempt-1-abcd/result.pdf`;
    await backend.files.write(leftover, Readable.from([Buffer.from("of a dead worker")]));
    clock.pass(policy.keepMs);
    const searched: string[] = [];
    const removeAll = backend.files.remove.bind(backend.files);
    backend.files.remove = (prefix) => {
      searched.push(prefix);
      return removeAll(prefix);
    };
    assert.equal((await remove(installation)).removed, 2);
    assert.deepEqual(searched, [leftover.split("/").slice(0, 3).join("/")]);
    assert.deepEqual(await installation.stored(), []);
  });

  it("leaves a job alone that another sweeper removes at the same time", async () => {
    await using installation = await newMemoryInstallation();
    const { backend, clock, policy } = installation;
    for (let count = 0; count < 40; count += 1) {
      const { job } = await installation.submit("text");
      await cancelJob(backend.jobs, job.id, installation);
    }
    clock.pass(policy.keepMs);
    const reports = await Promise.all([1, 2, 3].map(() => remove(installation, { limit: 40 })));
    assert.equal(
      reports.reduce((sum, { removed }) => sum + removed, 0),
      40,
    );
    assert.deepEqual(
      reports.flatMap(({ errors }) => errors),
      [],
    );
    assert.deepEqual(await installation.stored(), []);
  });

  it("finishes the removals that another sweeper died over", async () => {
    await using installation = await newMemoryInstallation();
    const { backend, clock, policy } = installation;
    const { job } = await installation.submit("text");
    await cancelJob(backend.jobs, job.id, installation);
    clock.pass(policy.keepMs);
    const files = Object.assign(Object.create(backend.files), { removeFiles: () => Promise.reject(away) });
    await assert.rejects(sweepRemovals({ ...backend, files }, { clock, limit: 10 }), away);
    assert.equal((await remove(installation)).removed, 1);
    assert.deepEqual(await installation.stored(), []);
  });

  it("goes on with the others when there is trouble with one job", async () => {
    await using installation = await newMemoryInstallation();
    const { backend, clock, policy } = installation;
    const [stuck, gone] = [await installation.submit("text"), await installation.submit("text")];
    for (const { job } of [stuck, gone]) await cancelJob(backend.jobs, job.id, installation);
    clock.pass(policy.keepMs);
    const { key } = stuck.job.source;
    const files = Object.assign(Object.create(backend.files), {
      removeFiles: async (keys: readonly string[]) => {
        await backend.files.removeFiles(keys.filter((each) => each !== key));
        return [{ key, error: away }];
      },
    });
    const report = await sweepRemovals({ ...backend, files }, { clock, limit: 10 });
    assert.deepEqual(report, { ...nothing, seen: 2, removed: 1, errors: [away] });
    assert.deepEqual(await installation.stored(), [key]);
    assert.equal((await remove(installation)).removed, 1);

    const waiting = await installation.submit("text");
    await installation.submit("text");
    clock.pass(policy.sendGraceMs);
    const queue = Object.assign(Object.create(backend.queue), {
      send: (id: string, options: { owner: string }) =>
        id === waiting.job.id ? Promise.reject(away) : backend.queue.send(id, options),
    });
    const sent = await sweepJobs({ ...backend, queue }, { ...installation, limit: 10 });
    assert.deepEqual(sent, { ...nothing, seen: 2, sent: 1, errors: [away] });
    assert.equal((await sweep(installation)).sent, 1);
  });

  it("looks at no more jobs than it may", async () => {
    await using installation = await newMemoryInstallation();
    for (let count = 0; count < 5; count += 1) await installation.submit("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.equal((await sweep(installation, { limit: 3 })).seen, 3);
    assert.equal((await sweep(installation, { limit: 3 })).seen, 2);
  });
});
