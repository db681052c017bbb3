import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "@platen/core";
import { ownerHeaders, submitTo } from "../testing/batches.ts";
import { newSqliteWeb } from "../testing/test-web.ts";

describe("a batch", () => {
  it("is canceled as a whole, but for jobs that have ended and those of others", async (test) => {
    const settings = { API_KEYS: "ann:ann-key-123456789,bob:bob-key-123456789" };
    const web = await newSqliteWeb(test, { settings });
    const [ann, bob] = [ownerHeaders("ann-key-123456789"), ownerHeaders("bob-key-123456789")];
    const ids: string[] = [];
    for (let job = 0; job < 20; job += 1) ids.push((await submitTo(web, { batch: "b-1", headers: ann })).id);
    await web.app.inject({ method: "POST", url: `/v1/jobs/${ids[0]}/cancel`, headers: ann });
    await submitTo(web, { batch: "b-1", headers: bob });
    const cancel = (headers: Record<string, string>) =>
      web.app.inject({ method: "POST", url: "/v1/batches/b-1/cancel", headers });
    const answer = await cancel(ann);
    assert.deepEqual([answer.statusCode, answer.json()], [200, { batch: "b-1", done: 19, failed: [] }]);
    const shown = (headers: Record<string, string>) => web.app.inject({ url: "/v1/batches/b-1", headers });
    assert.equal((await shown(ann)).json().counts.canceled, 20);
    assert.equal((await shown(bob)).json().counts.queued, 1);
    assert.deepEqual((await cancel(ann)).json(), { batch: "b-1", done: 0, failed: [] });
  });

  it("is removed with all files, and says which jobs could not be", async (test) => {
    const web = await newSqliteWeb(test);
    await web.startWorker();
    const kept = await submitTo(web, { batch: "b-1", waitSeconds: 30 });
    const others = [
      await submitTo(web, { batch: "b-1", waitSeconds: 30 }),
      await submitTo(web, { batch: "b-1", waitSeconds: 30 }),
    ];
    const { files } = web.backend;
    const removeFiles = files.removeFiles.bind(files);
    files.removeFiles = async (keys) => {
      if (!keys.some((key) => key.includes(kept.id))) return removeFiles(keys);
      throw new AppError("unavailable", "file_storage_unavailable", "/secret/path is away");
    };
    const removing = () => web.app.inject({ method: "DELETE", url: "/v1/batches/b-1" });
    const answer = await removing();
    assert.equal(answer.statusCode, 200);
    const { done, failed } = answer.json();
    assert.equal(done, 2);
    assert.deepEqual([failed.length, failed[0].id, failed[0].code], [1, kept.id, "file_storage_unavailable"]);
    assert.ok(!answer.body.includes("secret"));
    for (const { id } of others) assert.equal((await web.app.inject(`/v1/jobs/${id}`)).statusCode, 404);
    const refused = await removing();
    assert.deepEqual([refused.statusCode, refused.json().code], [503, "file_storage_unavailable"]);
    files.removeFiles = removeFiles;
    assert.deepEqual((await removing()).json(), { batch: "b-1", done: 1, failed: [] });
    assert.equal((await removing()).json().code, "batch_not_found");
    for (const place of ["sources", "results"])
      for await (const { key } of files.list(place, Date.now() + 60_000)) assert.fail(key);
  });
});
