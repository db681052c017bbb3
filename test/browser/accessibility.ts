import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { before, describe, it } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { choose, convert, untilHeading } from "./support/convert.ts";
import { damagedPresentation, presentation } from "./support/documents.ts";
import { showJobAs } from "./support/show-job-as.ts";
import type { Site } from "./support/site.ts";

export function testAccessibility(site: Site): void {
  describe("every state of the page, narrow and wide, light and dark", () => {
    let axe = "";
    before(async () => {
      axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    });

    /** Fails if axe finds a problem, or if the page is wider than the window. */
    async function check(page: Page, state: string): Promise<void> {
      await page.evaluate(axe);
      for (const width of [320, 1_280]) {
        await page.setViewportSize({ width, height: 800 });
        const contentWidth = await page.evaluate<number>("document.documentElement.scrollWidth");
        assert.ok(contentWidth <= width, `${state} is ${contentWidth} wide at ${width}`);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
          );
          assert.deepEqual(found, [], `${state} at ${width}, ${colorScheme}`);
        }
      }
    }

    it("is accessible at the start, while files are chosen, and with the options open", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      await check(page, "start");
      const photo = { name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("x") };
      await choose(page, presentation(`${"long name ".repeat(20)}.pptx`, 1), photo);
      await page.getByText("More options", { exact: true }).click();
      await page.getByLabel("Pages or slides").fill("x");
      await page.getByLabel("Pages or slides").blur();
      await check(page, "chosen");
      await close();
    });

    it("is accessible while it uploads, waits and converts, and without a connection", async () => {
      const { page, close } = await site.visit();
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await page.route("**/v1/jobs", async (route) => {
        await held;
        await route.continue();
      });
      await choose(page, presentation("deck.pptx", 1));
      await page.locator(".panel .primary").click();
      await untilHeading(page, /Uploading/);
      await check(page, "uploading");
      letThrough();
      await untilHeading(page, /Your PDF is ready/);

      const waiting = { phase: "waiting", percent: 0, queuePosition: 3, etaSeconds: 75 };
      const exporting = { phase: "exporting", percent: 42, queuePosition: null, etaSeconds: null };
      await showJobAs(page, { status: "queued", progress: waiting, result: null });
      await untilHeading(page, /Waiting in the queue/);
      await check(page, "waiting");
      const nextAttemptAt = new Date(Date.now() + 55_000).toISOString();
      const interrupted = { ...waiting, interruption: { reason: "stopped", nextAttemptAt } };
      await showJobAs(page, { status: "queued", progress: interrupted, result: null });
      await page
        .getByText(/The server was interrupted. The conversion starts again in \d\d\ssec\./)
        .waitFor();
      await check(page, "interrupted");
      await showJobAs(page, { status: "processing", progress: exporting, result: null });
      await untilHeading(page, /Converting/);
      await check(page, "converting");
      await page.route(/\/v1\/(jobs|batches)/, (route) => route.abort());
      await page.getByText(/No connection to the server/).waitFor();
      await check(page, "without a connection");
      await close(/ERR_FAILED/);
    });

    it("is accessible after success, failure and removal, and with a list of files", async () => {
      const { page, close } = await site.visit();
      await convert(page, presentation("done.pptx", 1));
      await untilHeading(page, /Your PDF is ready/);
      await check(page, "done");
      await page.getByRole("button", { name: "Delete now" }).click();
      await check(page, "asking before it deletes");
      await convert(page, damagedPresentation("damaged.pptx"));
      await untilHeading(page, /The file is damaged/);
      await check(page, "failed");
      await page.goto("/");
      await page.getByRole("heading", { name: "Sent from this browser" }).waitFor();
      await check(page, "list");
      await choose(
        page,
        presentation("one.pptx", 1),
        presentation("two.pptx", 2),
        damagedPresentation("three.pptx"),
      );
      await page.locator(".panel .primary").click();
      await untilHeading(page, /2 of 3 files are ready/);
      await check(page, "several files");
      await page.goto("/jobs/00000000-0000-7000-8000-000000000000");
      await untilHeading(page, /Nothing here/);
      await check(page, "gone");
      await close(/404/);
    });
  });
}
