import assert from "node:assert/strict";
import { it } from "node:test";
import { awsPlace, environmentOf, newInstallation } from "@platen/aws/test-support";
import { backendSettings, openBackend } from "@platen/backend";
import { closeBackend, type Delivery } from "@platen/core";
import { readSettings } from "@platen/program";

const place = awsPlace();

/** Emulators have no fair queues; the tests add a simple form of them to the one that they start. */
it("serves an owner with few messages soon while another has thousands waiting and many in flight", {
  timeout: 600_000,
}, async () => {
  const { settings, drop } = await newInstallation(place.access());
  const { queue, ...rest } = await openBackend(
    readSettings({ backend: backendSettings }, environmentOf(settings)).backend,
    {
      visibilityMs: 300_000,
    },
  );
  const [many, few, inHand] = [3_000, 5, 40];
  for (let sent = 0; sent < many; sent += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => queue.send(`many-${sent + at}`, { owner: "many" })),
    );
  const held: Delivery[] = [];
  const receive = async () => {
    const delivery = await queue.receive({ waitMs: 5_000 });
    if (delivery !== undefined) held.push(delivery);
    return delivery?.jobId;
  };
  while (held.length < inHand) await receive();
  for (let count = 0; count < few; count += 1) await queue.send(`few-${count}`, { owner: "few" });
  let fewSeen = 0;
  let received = 0;
  while (fewSeen < few) {
    received += 1;
    if ((await receive())?.startsWith("few")) fewSeen += 1;
    await held.shift()?.complete();
  }
  assert.ok(received < many / 10, `the last of ${few} came as number ${received} of ${many}`);
  await closeBackend({ queue, ...rest });
  await drop();
});
