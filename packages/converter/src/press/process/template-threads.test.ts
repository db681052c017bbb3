import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { startTrialTemplate } from "./trial-template.ts";

/** From 25.2 on it stays, and waits without a lock while no timer is set. The kernel keeps 15 characters of the name. */
const timer = "salhelper::Time";

async function threadsOf(processId: number): Promise<string[]> {
  const folder = `/proc/${processId}/task`;
  const names = (await readdir(folder)).map((thread) => readFile(`${folder}/${thread}/comm`, "utf8"));
  return (await Promise.all(names)).map((name) => name.trim());
}

/** A child that is forked while another thread holds a lock waits for it until its deadline. */
describe("the template process of the press", { timeout: 60_000 }, () => {
  it("has no thread that could hold a lock but the one that forks when it is ready, and gets none", async () => {
    const template = await startTrialTemplate({ office: await findLibreOffice() });
    try {
      // LibreOffice would write its profile one second after it changed it.
      for (const until = Date.now() + 1_500; Date.now() < until; await pause(20))
        assert.deepEqual(
          (await threadsOf(template.processId)).filter((name) => name !== timer),
          ["press"],
        );
    } finally {
      await template.close();
    }
  });
});
