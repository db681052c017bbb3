import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

async function submit({ app }: TestWeb, key: string, instructions = "", fields: Record<string, string> = {}) {
  const form = await deckForm({ instructions, fields }, { "idempotency-key": key });
  const answer = await app.inject({ url: "/v1/jobs", ...form });
  const replayed = answer.headers["idempotent-replayed"];
  return { ...answer.json(), status: answer.statusCode, replayed, location: answer.headers.location };
}

async function storedFiles({ backend }: TestWeb): Promise<number> {
  let files = 0;
  for await (const _ of backend.files.list("sources", Number.MAX_SAFE_INTEGER)) files += 1;
  return files;
}

describe("An Idempotency-Key", () => {
  it("gives the same job for the same request, and keeps one source", async (test) => {
    const web = await newTestWeb(test);
    const first = await submit(web, "key-1");
    const second = await submit(web, "key-1");
    assert.deepEqual([first.status, first.replayed], [202, undefined]);
    assert.deepEqual([second.status, second.replayed], [202, "true"]);
    assert.equal(second.id, first.id);
    assert.equal(second.location, first.location);
    assert.equal(await storedFiles(web), 1);
  });

  it("gives one job to requests at the same time", async (test) => {
    const web = await newTestWeb(test);
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(web, "key-1")));
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    assert.equal(answers.filter(({ replayed }) => replayed === undefined).length, 1);
    assert.equal(await storedFiles(web), 1);
  });

  it("refuses another file or other options under the same key", async (test) => {
    const web = await newTestWeb(test);
    await submit(web, "key-1");
    for (const other of [
      await submit(web, "key-1", "another"),
      await submit(web, "key-1", "", { pages: "1" }),
      await submit(web, "key-1", "", { password: "sesame" }),
    ])
      assert.deepEqual([other.status, other.code], [422, "idempotency_key_reused"]);
    assert.equal(await storedFiles(web), 1);
  });

  it("is refused when it is empty, too long or not visible", async (test) => {
    const web = await newTestWeb(test);
    for (const key of ["", "x".repeat(256), "a b", "clé"]) {
      const { status, code } = await submit(web, key);
      assert.deepEqual([status, code], [400, "invalid_idempotency_key"], key);
    }
    assert.equal((await submit(web, "x".repeat(255))).status, 202);
  });
});
