import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { convert, untilHeading } from "./support/convert.ts";
import { longPresentation, longSlides, presentation } from "./support/documents.ts";
import { pagesOfDownload } from "./support/read-download.ts";
import type { Site } from "./support/site.ts";

/** Runs in the page: a dragged file. */
const draggedFile = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "dropped.pptx"));
  return transfer;
})()`;

export function testJourney(site: Site): void {
  describe("the flow of a document through the page", () => {
    it("goes from the upload through a reload during the conversion to the PDF", async () => {
      const { page, close } = await site.visit();
      await convert(page, longPresentation("Señales.pptx"));
      await untilHeading(page, /Converting/);
      await page.reload();
      await untilHeading(page, /Converting/);
      await page.getByRole("progressbar").waitFor();
      await untilHeading(page, /Your PDF is ready/);
      assert.match(await page.title(), /^✓ Señales\.pptx/);

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download PDF" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "Señales.pdf");
      assert.equal(await pagesOfDownload(download), longSlides);
      await close();
    });

    it("shows the accepted types, the size limit and the retention time before the upload", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/Up to .* per file/).waitFor();
      await page.getByText(/Deleted after 24\shours/).waitFor();
      await page.getByText(/^pptx ppt odp/).waitFor();
      await close();
    });

    it("keeps both pages when the user goes back and forward, and after closing", async () => {
      const { page, close } = await site.visit();
      await convert(page, presentation("back.pptx", 1));
      await untilHeading(page, /Your PDF is ready/);
      const address = page.url();
      await page.locator("iframe.loaded").waitFor();

      await page.goBack();
      await untilHeading(page, /Convert your documents/);
      await page.getByRole("listitem").filter({ hasText: "back.pptx" }).waitFor();
      await page.goForward();
      await untilHeading(page, /Your PDF is ready/);

      const later = await page.context().newPage();
      await page.close();
      await later.goto("/");
      await later.getByRole("link", { name: "back.pptx", exact: true }).click();
      await untilHeading(later, /Your PDF is ready/);
      assert.equal(later.url(), address);
      await close(/^Framing/); // Chromium offers the page to the frame of the result that goes away with it
    });

    it("accepts files that are dropped anywhere on the window", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.locator("footer").waitFor();
      const held = await page.evaluateHandle(draggedFile);
      const veil = page.getByText("Drop the files to add them");
      await page.dispatchEvent("footer", "dragover", { dataTransfer: held });
      await veil.waitFor();
      await page.dispatchEvent("footer", "drop", { dataTransfer: held });
      await veil.waitFor({ state: "hidden" });
      await page.getByRole("listitem").filter({ hasText: "dropped.pptx" }).waitFor();
      await close();
    });

    it("shows the result in the page, and says so where there is nothing", async () => {
      const { page, close } = await site.visit();
      await convert(page, presentation("look.pptx", 2));
      await untilHeading(page, /Your PDF is ready/);
      const frame = page.getByTitle("Preview of look.pdf");
      await frame.waitFor();
      const shown = await page.request.get((await frame.getAttribute("src")) ?? "");
      assert.match(shown.headers()["content-security-policy"] ?? "", /^sandbox; default-src 'none'/);
      await page.getByRole("link", { name: "Open in a new tab" }).waitFor();
      assert.equal(
        await page
          .locator("link[rel=icon]")
          .getAttribute("href")
          .then((href) => /done-/.test(href ?? "")),
        true,
      );

      await page.getByRole("button", { name: "Switch to the dark theme" }).click();
      await page.goto("/nonsense");
      await untilHeading(page, /Nothing here/);
      await page.getByRole("button", { name: "Switch to the light theme" }).waitFor();
      await close(/404/);
    });

    it("deletes a job and all its files after a confirmation", async () => {
      const { page, close } = await site.visit();
      await convert(page, presentation("secret.pptx", 1));
      await untilHeading(page, /Your PDF is ready/);
      const address = page.url();
      await page.getByRole("button", { name: "Delete now" }).click();
      await page.getByRole("button", { name: "Keep" }).click();
      await page.getByRole("button", { name: "Delete now" }).click();
      await page.getByRole("button", { name: "Delete permanently" }).click();
      await untilHeading(page, /Convert your documents/);
      assert.equal(await page.getByRole("link", { name: "secret.pptx", exact: true }).count(), 0);
      await page.goto(address);
      await untilHeading(page, /Nothing here/);
      await close(/404/);
    });
  });
}
