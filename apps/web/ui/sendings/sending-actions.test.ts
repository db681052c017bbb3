import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { Sending } from "./sending.ts";
import { SendingActions } from "./sending-actions.ts";
import { asPdf, someFiles, someJob } from "./testing/some-job.ts";
import { UploadQueue } from "./upload-queue.ts";

/** Actions on a server that records what it was asked, and refuses when `refusal` is set. */
function openActions() {
  const asked: string[] = [];
  const server = { refusal: undefined as ApiProblem | undefined, left: 0 };
  const answer = async (what: string, id: string, status: Job["status"]) => {
    asked.push(`${what} ${id}`);
    if (server.refusal) throw server.refusal;
    return someJob(id, { status });
  };
  const calls = {
    cancel: (id: string) => answer("cancel", id, "canceled"),
    retry: (id: string, password = "") => answer(`retry${password}`, id, "queued"),
    remove: async (id: string) => void (await answer("remove", id, "canceled")),
    cancelAll: async (id: string) => {
      await answer("cancel all of", id, "canceled");
      return 0;
    },
    removeAll: async (id: string) => {
      await answer("remove all of", id, "canceled");
      return server.left;
    },
  };
  const queue = new UploadQueue(async ({ file }) => {
    asked.push(`upload ${file.name}`);
    return someJob(`of ${file.name}`);
  });
  return { actions: new SendingActions(calls, queue, { undoMs: 20 }), asked, server };
}

function sendingOf(...jobs: Job[]): { sending: Sending; keys: string[] } {
  const sending = new Sending("s");
  sending.takeJobs(jobs);
  return { sending, keys: sending.files.map(({ key }) => key) };
}

describe("SendingActions", () => {
  it("cancels what is running, after the time to undo it", async () => {
    const { actions, asked } = openActions();
    const { sending, keys } = sendingOf(someJob("a"));
    actions.leave(sending, keys[0] ?? "");
    assert.equal(sending.files[0]?.leaving, "cancel");
    assert.deepEqual(asked, []);
    await sleep(60);
    assert.deepEqual(asked, ["cancel a"]);
    assert.deepEqual([sending.files[0]?.job?.status, sending.files[0]?.leaving], ["canceled", undefined]);
  });

  it("asks nothing of the server when it was undone", async () => {
    const { actions, asked } = openActions();
    const { sending, keys } = sendingOf(someJob("a"));
    actions.leave(sending, keys[0] ?? "");
    actions.undo(sending, keys[0] ?? "");
    await sleep(60);
    assert.deepEqual([asked, sending.files[0]?.leaving], [[], undefined]);
  });

  it("does at once what could be undone when the page is closed", async () => {
    const { actions, asked } = openActions();
    const { sending, keys } = sendingOf(someJob("a", { status: "succeeded" }));
    actions.leave(sending, keys[0] ?? "");
    actions.finish();
    assert.deepEqual(asked, ["remove a"]);
    await sleep(60);
    assert.deepEqual([asked, sending.files.length], [["remove a"], 0]);
  });

  it("keeps a file whose cancel failed, and says so", async () => {
    const { actions, server } = openActions();
    server.refusal = new ApiProblem("server_unreachable", "");
    const { sending, keys } = sendingOf(someJob("a"));
    actions.leave(sending, keys[0] ?? "");
    await sleep(60);
    assert.deepEqual(
      sending.files.map(({ problem, leaving }) => [problem?.code, leaving]),
      [["server_unreachable", undefined]],
    );
  });

  it("keeps everything when not all could be removed", async () => {
    const { actions, server } = openActions();
    server.left = 1;
    const { sending } = sendingOf(someJob("a"), someJob("b"));
    await assert.rejects(actions.removeAll(sending), ApiProblem);
    assert.equal(sending.files.length, 2);
    server.left = 0;
    await actions.removeAll(sending);
    assert.equal(sending.files.length, 0);
  });

  it("removes a file that is only chosen at once", () => {
    const { actions, asked } = openActions();
    const sending = new Sending("s");
    sending.add(someFiles("a"), asPdf);
    actions.leave(sending, sending.files[0]?.key ?? "");
    assert.deepEqual([asked, sending.files.length], [[], 0]);
  });

  it("cancels all with one request, and takes back what was not accepted yet", async () => {
    const { actions, asked } = openActions();
    const { sending } = sendingOf(someJob("a"));
    sending.add(someFiles("b"), asPdf);
    await actions.cancelAll(sending);
    assert.deepEqual([asked, sending.files.map(({ name }) => name)], [["cancel all of s"], ["a.pptx"]]);
  });

  it("tries a failed job again on the server", async () => {
    const { actions, asked } = openActions();
    const { sending, keys } = sendingOf(someJob("a", { status: "failed" }));
    await actions.retry(sending, keys[0] ?? "");
    assert.deepEqual([asked, sending.files[0]?.job?.status], [["retry a"], "queued"]);
    await actions.retry(sending, keys[0] ?? "", " with word");
    assert.equal(asked.at(-1), "retry with word a");
  });

  it("uploads the file again where the server no longer has it", async () => {
    const { actions, asked, server } = openActions();
    const sending = new Sending("s");
    sending.add(someFiles("a"), asPdf);
    const key = sending.files[0]?.key ?? "";
    sending.change(key, { job: someJob("a", { status: "failed" }), upload: "sent" });
    server.refusal = new ApiProblem("source_missing", "");
    await actions.retry(sending, key);
    assert.deepEqual(asked, ["retry a", "upload a"]);
  });
});
