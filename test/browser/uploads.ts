import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choose, untilHeading } from "./support/convert.ts";
import { presentation } from "./support/documents.ts";
import type { Site } from "./support/site.ts";

export function testUploads(site: Site): void {
  describe("uploads that have not arrived", () => {
    it("keep the page open, are counted when they fail, and can become something else", async () => {
      const { page, close } = await site.visit();
      page.setDefaultTimeout(15_000);
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      let uploads = 0;
      await page.route("**/v1/jobs", async (route) => {
        uploads += 1;
        const place = uploads;
        if (place > 2) return route.continue();
        await held;
        return place === 2 ? route.abort("failed") : route.continue();
      });
      await choose(page, presentation("first.pptx", 1), presentation("second.pptx", 1));
      await page.locator(".panel .primary").click();
      await page.getByText("Keep this page open until the upload is done.").waitFor();
      assert.equal(await page.getByText("You can close this page").count(), 0);
      letThrough();
      await page.getByText("1 upload failed").waitFor();
      assert.equal(await page.getByText("You can close this page").count(), 0);
      await page.getByLabel("Convert second.pptx to").selectOption("odp");
      await page.getByRole("button", { name: "Try again second.pptx" }).click();
      await untilHeading(page, /All 2 files are ready/);
      await page
        .getByRole("listitem")
        .filter({ hasText: "second.pptx" })
        .getByText(/^ODP · /)
        .waitFor();
      await close(/ERR_FAILED/);
    });

    it("are not called deleted after a reload", async () => {
      const { page, close } = await site.visit();
      page.setDefaultTimeout(15_000);
      page.on("dialog", (dialog) => void dialog.accept());
      await page.route("**/v1/jobs", () => undefined); // never answered
      await choose(page, presentation("lost.pptx", 1));
      await page.locator(".panel .primary").click();
      await untilHeading(page, /Uploading/);
      await page.reload();
      await untilHeading(page, /Nothing has arrived yet/);
      await close(/404/);
    });

    it("keep the keyboard's focus in their rows", async () => {
      const { page, close } = await site.visit();
      page.setDefaultTimeout(15_000);
      await page.route("**/v1/jobs", () => undefined);
      const focus = (name: string) =>
        page
          .locator(`button:focus`, { hasText: name })
          .or(page.locator(`[aria-label="${name}"]:focus`))
          .waitFor({ state: "attached" });
      await choose(page, ...["a.pptx", "b.pptx", "c.pptx"].map((name) => presentation(name, 1)));
      await page.getByRole("button", { name: "Remove a.pptx" }).press("Enter");
      await focus("Remove b.pptx");
      await page.locator(".panel .primary").click();
      await page.getByRole("button", { name: "Cancel b.pptx" }).press("Enter");
      await focus("Undo b.pptx");
      await page.keyboard.press("Enter");
      await focus("Cancel b.pptx");
      await page.keyboard.press("Enter");
      await focus("Undo b.pptx");
      await page.locator("file-row").first().waitFor({ state: "detached" }); // the one that is left has the page
      assert.equal(await page.evaluate("document.activeElement.tagName"), "H1");
      await close();
    });
  });
}
