import assert from "node:assert/strict";
import { it } from "node:test";
import { groupOf, jobIdOf, messageOf } from "./job-message.ts";

it("reads back the job of a message, and none from what is not ours", () => {
  assert.equal(jobIdOf(messageOf("job-1")), "job-1");
  const strange = [
    undefined,
    "",
    "job-1",
    "null",
    "[]",
    "7",
    "{}",
    '{"version":1}',
    '{"version":1,"jobId":7}',
  ];
  for (const body of [...strange, '{"version":2,"jobId":"job-1"}', '{"jobId":"job-1"}'])
    assert.equal(jobIdOf(body), undefined, body);
});

it("keeps owners apart as groups that SQS allows", () => {
  assert.equal(groupOf("api-key:anna@example.org"), "api-key:anna@example.org");
  const odd = ["", "two words", "équipe 東京 🦉", "x".repeat(129), "x".repeat(130), "a\u0000"];
  const groups = odd.map(groupOf);
  for (const group of groups) assert.match(group, /^[0-9a-f]{64}$/);
  assert.equal(new Set(groups).size, odd.length);
});
