import assert from "node:assert/strict";
import { it } from "node:test";
import { openEventDeliveries } from "./event-deliveries.ts";
import { messageOf } from "./job-message.ts";

const nowhere = {
  region: "us-east-1",
  endpoint: "http://127.0.0.1:1",
  queueUrl: "http://127.0.0.1:1/1/queue",
  bucket: "none",
  table: "none",
  answerWithinMs: 1_000,
};

it("makes a delivery of a message that somebody else deletes, and none of what Platen did not send", async (test) => {
  const deliveries = openEventDeliveries(nowhere);
  test.after(() => deliveries.close());
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const delivery = deliveries.of({ body: messageOf("job-1"), receipt: "r", receives: 3, traceparent });
  assert.deepEqual([delivery?.jobId, delivery?.receives, delivery?.traceparent], ["job-1", 3, traceparent]);
  assert.equal(delivery?.isCompleted, false);
  await delivery?.complete(); // asks nobody: there is nobody at that address
  assert.equal(delivery?.isCompleted, true);
  assert.equal(deliveries.of({ body: "hello", receipt: "r", receives: 1 }), undefined);
});
