import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { download, submit, untilConverting, untilStatus } from "../support/client.ts";
import { Installation } from "../support/installation.ts";
import { stillRunning } from "../support/processes.ts";
import { readPdf } from "../support/read-pdf.ts";
import { until } from "../support/until.ts";

const slides = 400;
/** A dead worker's job can be claimed again after a few seconds instead of a minute. */
const shortLease = {
  LEASE_MS: "4000",
  CLOCK_ALLOWANCE_MS: "200",
  SWEEP_INTERVAL_MS: "300",
};

describe("a worker that is killed during a conversion", { timeout: 240_000 }, () => {
  it("leaves its job to another worker, which makes the only visible result, and leaves nothing else behind", async () => {
    const installation = await Installation.open({ ...shortLease, WORKER_SLOTS: "1" });
    try {
      const web = await installation.start("web");
      const workers = await Promise.all([installation.start("worker"), installation.start("worker")]);
      const { id } = await submit(web.url, { name: "long.pptx", content: createPresentation({ slides }) });
      await untilConverting(web.url, id);

      const claimed = (await untilStatus(web.url, id, "processing")).attempt;
      const converting = (await installation.workFiles()).find((path) => /^worker-[^/]+\/job-/.test(path));
      const victim = workers.find(({ pid }) => converting?.split("-")[2] === String(pid));
      assert.ok(victim, `none of the workers has ${converting}`);
      const left = victim.descendants();
      victim.signal("SIGKILL");
      assert.equal(await victim.ended(), "SIGKILL");

      const job = await untilStatus(web.url, id, "succeeded");
      assert.equal(job.attempt, claimed + 1);
      assert.equal((await readPdf(await download(web.url, `/v1/jobs/${id}/result`))).length, slides);
      const stored = await readdir(join(installation.folder, "files", "results", id));
      assert.deepEqual(stored.length, 1, String(stored));
      await until("LibreOffice of the killed worker has ended", () => stillRunning(left).length === 0);
      await until("its work folder is removed", async () => (await installation.workFiles()).length <= 1);
    } finally {
      await installation.close();
    }
  });
});
