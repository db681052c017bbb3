import type { Page } from "playwright-core";
import type { ChosenFile } from "./documents.ts";

/** Chooses files on the start page. */
export async function choose(page: Page, ...files: ChosenFile[]): Promise<void> {
  await page.goto("/");
  await page.locator("input[type=file][accept]").setInputFiles(files);
  await page
    .locator("file-row")
    .nth(files.length - 1)
    .waitFor();
}

/** Chooses one file, converts it and waits for the page of its sending. */
export async function convert(page: Page, file: ChosenFile): Promise<void> {
  await choose(page, file);
  await page.locator(".panel .primary").click();
  await page.waitForURL("**/sendings/*");
}

/** Waits until the heading of the page matches. */
export async function untilHeading(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}
