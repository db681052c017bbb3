import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ApiProblem, withdrawn } from "../api/api-problem.ts";
import { noOptions } from "../api/conversion-options.ts";
import type { Job } from "../api/job.ts";
import { Uploads } from "./uploads.ts";

/** Uploads that end when the test decides. */
function openUploads(atOnce?: number) {
  const sendings = new Map<string, { accept: () => void; fail: (problem: ApiProblem) => void }>();
  const uploads = new Uploads((file, _options, { signal, onProgress }) => {
    onProgress(1);
    return new Promise<Job>((resolve, reject) => {
      sendings.set(file.name, { accept: () => resolve({ id: file.name } as Job), fail: reject });
      signal.addEventListener("abort", () => reject(new ApiProblem(withdrawn, "")));
    });
  }, atOnce);
  const accepted: string[] = [];
  uploads.addEventListener("accepted", (event) => accepted.push((event as CustomEvent).detail.job.id));
  return { uploads, sendings, accepted };
}

const files = (...names: string[]) => names.map((name) => new File(["abc"], name));
const taken = () => undefined;

describe("Uploads", () => {
  it("sends three at a time, and the next as soon as one is accepted", async () => {
    const { uploads, sendings, accepted } = openUploads();
    uploads.add(files("a", "b", "c", "d"), taken);
    uploads.start(noOptions);
    assert.deepEqual([...sendings.keys()], ["a", "b", "c"]);
    assert.equal(uploads.all.at(-1)?.state, "waiting");

    sendings.get("b")?.accept();
    await nextTurn();
    assert.deepEqual(accepted, ["b"]);
    assert.deepEqual([...sendings.keys()], ["a", "b", "c", "d"]);
    assert.deepEqual(
      uploads.all.map(({ file }) => file.name),
      ["a", "c", "d"],
    );
  });

  it("never sends what the server would refuse", () => {
    const { uploads, sendings } = openUploads();
    uploads.add(files("a.heic"), () => "not_accepted");
    uploads.start(noOptions);
    assert.equal(sendings.size, 0);
    assert.equal(uploads.all[0]?.problem?.code, "not_accepted");
    assert.equal(uploads.isSending, false);
  });

  it("keeps a failed file with its reason, and can send it again", async () => {
    const { uploads, sendings, accepted } = openUploads();
    uploads.add(files("a"), taken);
    uploads.start(noOptions);
    sendings.get("a")?.fail(new ApiProblem("server_unreachable", ""));
    await nextTurn();
    assert.deepEqual(
      uploads.all.map(({ state, problem }) => [state, problem?.code]),
      [["chosen", "server_unreachable"]],
    );

    uploads.start(noOptions);
    assert.equal(uploads.all[0]?.problem, undefined);
    sendings.get("a")?.accept();
    await nextTurn();
    assert.deepEqual(accepted, ["a"]);
  });

  it("aborts the upload of a removed file, and continues with the others", async () => {
    const { uploads, sendings } = openUploads(1);
    uploads.add(files("a", "b"), taken);
    uploads.start(noOptions);
    uploads.remove(uploads.all[0]?.key ?? 0);
    await nextTurn();
    assert.deepEqual([...sendings.keys()], ["a", "b"]);
    assert.deepEqual(
      uploads.all.map(({ file, state, sentBytes }) => [file.name, state, sentBytes]),
      [["b", "sending", 1]],
    );
  });
});
