import type { Page } from "playwright-core";
import type { ChosenFile } from "./documents.ts";

/** Chooses files on the start page; the page offers to convert them. */
export async function choose(page: Page, ...files: ChosenFile[]): Promise<void> {
  await page.goto("/");
  await page.locator("input[type=file]").setInputFiles(files);
  await page
    .locator(".upload")
    .nth(files.length - 1)
    .waitFor();
}

/** Chooses one file, converts it and waits for its job's page. */
export async function convert(page: Page, file: ChosenFile): Promise<void> {
  await choose(page, file);
  await page.locator("form .primary").click();
  await page.waitForURL("**/jobs/*");
}

/** The one heading of the page, once it says so. */
export async function untilHeading(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}
