import assert from "node:assert/strict";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, it, type TestContext } from "node:test";
import { testJobQueue } from "@platen/core/contracts";
import { openDatabase } from "../database/open-database.ts";
import { startProgram } from "../test-support/run-program.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { SqliteJobQueue } from "./sqlite-job-queue.ts";

async function openTemporary(visibilityMs = 2_000) {
  const folder = await temporaryFolder();
  const file = path.join(folder.path, "platen.db");
  const { database } = await openDatabase(file);
  const subject = new SqliteJobQueue(database, { visibilityMs });
  return { subject, visibilityMs, database, file, close: folder.remove };
}

testJobQueue("SqliteJobQueue", openTemporary);

async function open(test: TestContext, visibilityMs = 600_000) {
  const opened = await openTemporary(visibilityMs);
  test.after(() => opened.subject.close().then(opened.close));
  return { ...opened, queue: opened.subject };
}

async function receiveAll(queue: SqliteJobQueue): Promise<string[]> {
  const order: string[] = [];
  for (;;) {
    const delivery = await queue.receive({ waitMs: 0 });
    if (delivery === undefined) return order;
    order.push(delivery.jobId);
    await delivery.complete();
  }
}

describe("SqliteJobQueue", () => {
  it("serves every second message from an owner with 50, whose neighbour has 9,900", async (test) => {
    const { queue } = await open(test);
    await Promise.all(
      Array.from({ length: 9_900 }, (_, index) => queue.send(`many-${index}`, { owner: "many" })),
    );
    await Promise.all(Array.from({ length: 50 }, (_, index) => queue.send(`few-${index}`, { owner: "few" })));
    for (let pair = 0; pair < 50; pair += 1) {
      const both = [await queue.receive({ waitMs: 0 }), await queue.receive({ waitMs: 0 })];
      assert.deepEqual(
        both.map((delivery) => delivery?.jobId),
        [`many-${pair}`, `few-${pair}`],
      );
    }
    assert.equal(await queue.depth(), 9_850);
  });

  it("lets nobody be overtaken for ever by owners who keep coming", async (test) => {
    const { queue } = await open(test);
    for (const id of ["patient-1", "patient-2"]) await queue.send(id, { owner: "patient" });
    const order: (string | undefined)[] = [];
    for (let newcomer = 0; newcomer < 10; newcomer += 1) {
      for (const name of ["a", "z"])
        await queue.send(`${name}-${newcomer}`, { owner: `${name}-${newcomer}` });
      order.push((await queue.receive({ waitMs: 0 }))?.jobId);
    }
    assert.deepEqual([order.indexOf("patient-1"), order.indexOf("patient-2")], [0, 3]);
  });

  it("tells exactly how many come first, whatever the owners have", async (test) => {
    const { queue } = await open(test);
    const counts = { a: 1, b: 7, c: 3, d: 12 };
    for (let round = 0; round < 12; round += 1)
      for (const [owner, count] of Object.entries(counts))
        if (round < count) await queue.send(`${owner}-${round}`, { owner });
    for (let taken = 0; taken < 5; taken += 1) await (await queue.receive({ waitMs: 0 }))?.complete();
    const waiting = ["b-5", "c-2", "d-1", "d-2", "d-11"];
    const ahead = await Promise.all(waiting.map((id) => queue.ahead(id)));
    const order = await receiveAll(queue);
    assert.deepEqual(
      ahead,
      waiting.map((id) => order.indexOf(id)),
    );
  });

  it("keeps its counts true through whatever happens to messages", async (test) => {
    const { queue, database } = await open(test, 1);
    const { counted, kept, owners } = database.prepareAll({
      counted:
        "SELECT owner, count(*) AS messages, sum(hidden_until IS NULL) AS ready FROM messages GROUP BY owner ORDER BY owner",
      kept: "SELECT owner, messages, ready FROM owners ORDER BY owner",
      owners: "SELECT queue.ready - (SELECT coalesce(sum(ready), 0) FROM owners) AS difference FROM queue",
    });
    const held = [];
    for (let step = 0; step < 600; step += 1) {
      const chance = (step * 7_919) % 10;
      if (chance < 4)
        await queue.send(`job-${step}`, { owner: `owner-${step % 5}`, delayMs: (step % 3) * 4 });
      else if (chance < 7) held.push(await queue.receive({ waitMs: 0 }));
      else if (chance === 7) await held.pop()?.release((step % 2) * 3);
      else if (chance === 8) await held.shift()?.extend(step % 4);
      else await held.pop()?.complete();
      if (step % 20 === 0) assert.deepEqual(kept.all(), counted.all());
    }
    assert.equal(owners.get()?.difference, 0);
    for (let given = 1; given > 0; ) {
      const delivery = await queue.receive({ waitMs: 20 });
      await delivery?.complete();
      given = delivery === undefined ? 0 : 1;
    }
    assert.deepEqual(kept.all(), []);
    assert.equal(await queue.depth(), 0);
  });

  it("wakes a receiver in another process", { timeout: 60_000 }, async (test) => {
    const { queue, file } = await open(test);
    const child = startProgram("receive-one.ts", file);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, "waiting");
    await queue.send("job-1", { owner: "owner-1" });
    assert.equal((await lines.next()).value, "job-1");
    await once(child, "exit");
    assert.equal(await queue.receive({ waitMs: 0 }), undefined);
  });

  it("costs next to nothing while it waits", async (test) => {
    const { queue } = await open(test);
    await queue.send("far", { owner: "owner-1", delayMs: 600_000 });
    const before = process.cpuUsage();
    assert.equal(await queue.receive({ waitMs: 3_000 }), undefined);
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1_000 < 300, `${(user + system) / 1_000} ms of processor time in 3 s`);
  });

  it("ends the wait of a receiver when it is closed", async () => {
    const { subject, close } = await openTemporary();
    const waiting = subject.receive({ waitMs: 60_000 });
    await subject.close();
    assert.equal(await waiting, undefined);
    await close();
  });

  it("cannot be touched by a delivery that was released, even before it comes again", async (test) => {
    const { queue } = await open(test);
    await queue.send("job-1", { owner: "owner-1" });
    const delivery = await queue.receive({ waitMs: 0 });
    await delivery?.release(0);
    await delivery?.extend(600_000);
    await delivery?.complete();
    assert.equal((await queue.receive({ waitMs: 0 }))?.jobId, "job-1");
  });
});
