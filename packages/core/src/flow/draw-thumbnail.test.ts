import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { askToDrawThumbnail } from "./draw-thumbnail.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";

const going = new AbortController().signal;

async function newConverted() {
  const installation = await newMemoryInstallation();
  const { backend, clock, worker } = installation;
  const { job } = await installation.submitAndSend("a text");
  await runJob(worker, await installation.delivery(), going);
  return {
    ...installation,
    job,
    ask: () => askToDrawThumbnail(backend, job.id, clock),
    draw: async (signal = going) => (await runJob(worker, await installation.delivery(), signal)).outcome,
    picture: async () => (await installation.find(job)).result?.thumbnailKey ?? null,
  };
}

describe("the picture of the first page", () => {
  it("is drawn when somebody asks, shown on the job, and kept", async () => {
    await using converted = await newConverted();
    const { backend, ask, draw, picture } = converted;
    assert.equal(await picture(), null);
    assert.equal((await ask()).moved, true);
    assert.equal(await draw(), "drawn");
    const stored = await backend.files.read((await picture()) ?? "none");
    assert.ok(stored);
    assert.match(await text(stored.stream), /^first page of /);
    assert.deepEqual(await converted.foldersLeft(), []);
    const again = await ask();
    assert.ok(!again.moved && again.reason === "nothing-to-draw");
    assert.equal(await backend.queue.depth(), 0);
  });

  it("is drawn once, however many ask and however often the message comes", async () => {
    await using converted = await newConverted();
    const { backend, job, ask, draw, picture } = converted;
    const asked = await Promise.all([ask(), ask(), ask()]);
    assert.equal(asked.filter(({ moved }) => moved).length, 1);
    await backend.queue.send(job.id, { owner: job.owner });
    assert.deepEqual([await draw(), await draw()].toSorted(), ["drawn", "skipped"]);
    assert.equal((await converted.stored()).filter((key) => key.endsWith("thumbnail.png")).length, 1);
    assert.ok(await picture());
  });

  it("is asked for anew some seconds after a message was lost", async () => {
    await using converted = await newConverted();
    const { clock, ask, draw, picture } = converted;
    await ask();
    await (await converted.delivery()).complete();
    const soon = await ask();
    assert.ok(!soon.moved && soon.reason === "not-due");
    clock.pass(10_001);
    assert.equal((await ask()).moved, true);
    await draw();
    assert.ok(await picture());
  });

  it("is not tried again where it cannot be drawn, and may be after a stop in the middle", async () => {
    await using converted = await newConverted();
    const { worker, clock, ask, draw, find, job } = converted;
    const ending = new AbortController();
    const drawFirstPage = worker.converter.drawFirstPage.bind(worker.converter);
    worker.converter.drawFirstPage = async () => {
      ending.abort();
      return undefined;
    };
    await ask();
    await draw(ending.signal);
    assert.equal((await find(job)).thumbnail?.isImpossible, false);
    worker.converter.drawFirstPage = async () => undefined;
    clock.pass(10_001);
    await ask();
    await draw();
    assert.equal((await find(job)).thumbnail?.isImpossible, true);
    worker.converter.drawFirstPage = drawFirstPage;
    clock.pass(10_001);
    assert.equal((await ask()).moved, false);
  });

  it("is of nothing but a finished PDF that is kept, and leaves nothing of a job that is removed meanwhile", async () => {
    await using converted = await newConverted();
    const { backend, worker, clock, ask, draw, job } = converted;
    const { job: waiting } = await converted.submit("another text");
    assert.equal((await askToDrawThumbnail(backend, waiting.id, clock)).moved, false);
    await cancelJob(backend.jobs, waiting.id, converted);
    assert.equal((await askToDrawThumbnail(backend, waiting.id, clock)).moved, false);
    await removeJob(backend, waiting.id, converted);
    await ask();
    const drawFirstPage = worker.converter.drawFirstPage.bind(worker.converter);
    worker.converter.drawFirstPage = async (...given) => {
      await removeJob(backend, job.id, converted);
      return drawFirstPage(...given);
    };
    await draw();
    assert.deepEqual(await converted.stored(), []);
    assert.deepEqual(await converted.foldersLeft(), []);
  });
});
