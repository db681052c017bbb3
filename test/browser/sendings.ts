import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { choose, untilHeading } from "./support/convert.ts";
import { damagedPresentation, presentation } from "./support/documents.ts";
import { pagesOfDownload } from "./support/read-download.ts";
import type { Site } from "./support/site.ts";

const namesOf = (page: Page) => page.locator(".row-name").allTextContents();

/** Runs in the page: a dragged folder with a file and a folder inside. */
const dropFolder = `(() => {
  const file = (name) => ({ isFile: true, name, file: (take) => take(new File([name], name)) });
  const folder = (name, ...inside) => ({
    isFile: false,
    name,
    createReader: () => ({ readEntries: (take) => take(inside.splice(0, 1)) }),
  });
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "talks"));
  DataTransferItem.prototype.webkitGetAsEntry = () =>
    folder("talks", file("talk 10.pptx"), folder("old", file("first.odp")), file(".hidden"), file("talk 9.pptx"));
  dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
})()`;

const pasteSameFile = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "same.pptx", { lastModified: 1 }));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
})()`;

const pasteFile = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "pasted.png"));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
})()`;

export function testSendings(site: Site): void {
  describe("a sending of many files", () => {
    it("shows all of them at one address, in their order, after a reload and in another browser", async () => {
      const { page, close } = await site.visit();
      const names = Array.from({ length: 25 }, (_, index) => `talk ${25 - index}.pptx`);
      await choose(page, ...names.map((name) => presentation(name, 1)));
      await page.getByRole("button", { name: "Convert 25 files to PDF" }).press("Enter");
      await page.waitForURL("**/sendings/*");
      assert.deepEqual(await namesOf(page), names);
      await untilHeading(page, /All 25 files are ready/);
      assert.deepEqual(await namesOf(page), names);
      assert.match(await page.title(), /^✓ 25 files/);
      await page.reload();
      await untilHeading(page, /All 25 files are ready/);
      assert.deepEqual(await namesOf(page), names);

      const other = await site.visit({ locale: "es" });
      await other.page.goto(page.url());
      await untilHeading(other.page, /Los 25 archivos están listos/);
      assert.deepEqual(await namesOf(other.page), names);
      await other.close();
      await page.goto("/");
      await page.getByRole("link", { name: `talk 25.pptx and 24 more` }).click();
      await untilHeading(page, /All 25 files are ready/);
      await close();
    });

    it("offers each file and each action where it is, and deletes all at once", async () => {
      const { page, close } = await site.visit();
      await choose(
        page,
        presentation("one.pptx", 1),
        damagedPresentation("two.pptx"),
        presentation("three.pptx", 2),
      );
      await page.getByLabel("Convert three.pptx to").selectOption("odp");
      await page.getByRole("button", { name: "Convert 3 files" }).click();
      await untilHeading(page, /2 of 3 files are ready/);
      const rows = page.getByRole("listitem");
      await rows
        .filter({ hasText: "one.pptx" })
        .getByText(/^PDF · 1 page/)
        .waitFor();
      await rows
        .filter({ hasText: "three.pptx" })
        .getByText(/^ODP · /)
        .waitFor();
      await rows.filter({ hasText: "two.pptx" }).getByText("The file is damaged").waitFor();
      await page.getByRole("link", { name: "Download: one.pptx" }).waitFor();
      const archive = page.waitForEvent("download");
      await page.getByRole("link", { name: "Download all (.zip)" }).click();
      const names = Object.keys(unzipSync(await readFile(await (await archive).path())));
      assert.deepEqual(names.sort(), ["not-converted.txt", "one.pdf", "three.odp"]);

      await page.getByRole("button", { name: "Remove one.pptx" }).click();
      await page.getByRole("button", { name: "Undo one.pptx" }).click();
      await page.getByRole("link", { name: "Download: one.pptx" }).waitFor();
      await page.getByRole("button", { name: "Delete now" }).click();
      await page.getByRole("button", { name: "Delete permanently" }).click();
      await untilHeading(page, /Convert your documents/);
      await page.goBack();
      await untilHeading(page, /Nothing here/);
      await close(/404/);
    });

    it("makes one PDF of all, in the order of the rows, at a page of its own", async () => {
      const { page, close } = await site.visit();
      await choose(page, presentation("long.pptx", 3), presentation("short.pptx", 1));
      await page.getByRole("button", { name: "Convert 2 files to PDF" }).click();
      await untilHeading(page, /All 2 files are ready/);
      const address = page.url();
      const rows = await page.locator(".row-name").all();
      const links = await Promise.all(rows.map((row) => row.getAttribute("href")));
      const asked = page.waitForRequest(/\/merge$/);
      await page.getByRole("button", { name: "Merge into one PDF" }).click();
      const { jobs } = (await asked).postDataJSON() as { jobs: string[] };
      assert.deepEqual(
        links,
        jobs.map((id) => `/jobs/${id}`),
      );
      await page.waitForURL("**/jobs/*");
      await untilHeading(page, /Your PDF is ready/);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "Download PDF" }).click();
      assert.equal(await pagesOfDownload(await download), 4);
      await page.goBack();
      await page.waitForURL(address);
      await untilHeading(page, /All 2 files are ready/);
      await close();
    });

    it("takes a dropped folder, what is pasted, and the same file once", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      await page.evaluate(dropFolder);
      await page.getByText("3 files to convert").first().waitFor();
      assert.deepEqual(await namesOf(page), ["first.odp", "talk 9.pptx", "talk 10.pptx"]);
      await page.evaluate(pasteFile);
      await page.getByText("4 files to convert").first().waitFor();
      const twice = presentation("twice.pptx", 1);
      await page.locator("input[type=file][accept]").setInputFiles([twice]);
      await page.getByText("5 files to convert").first().waitFor();
      await page.evaluate(pasteSameFile);
      await page.getByText("6 files to convert").first().waitFor();
      assert.equal(await page.getByText("Already in the list").count(), 0);
      await page.evaluate(pasteSameFile);
      await page.locator(".note").getByText("Already in the list: same.pptx").waitFor();
      await page.getByRole("status").getByText("Already in the list: same.pptx").waitFor();
      assert.equal((await namesOf(page)).length, 6);
      await close();
    });
  });
}
