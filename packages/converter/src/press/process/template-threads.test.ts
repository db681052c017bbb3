import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { startTrialTemplate } from "./trial-template.ts";

/** A child that is forked while another thread holds a lock waits for it until its deadline. */
describe("the template process of the press", { timeout: 60_000 }, () => {
  it("has no thread but the one that forks when it is ready, and gets none", async () => {
    const template = await startTrialTemplate({ office: await findLibreOffice() });
    try {
      // LibreOffice would write its profile one second after it changed it.
      for (const until = Date.now() + 1_500; Date.now() < until; await pause(20))
        assert.equal((await readdir(`/proc/${template.processId}/task`)).length, 1);
    } finally {
      await template.close();
    }
  });
});
