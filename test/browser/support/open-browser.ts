import assert from "node:assert/strict";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

const quiet = [
  "--no-sandbox", // the tests may run as root in a container; the only pages it opens are our own
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  // Where the machine names no language, Chromium would save files under ASCII names.
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  return chromium.launch({ executablePath: findChromium(), args: quiet, env });
}

/** A person's page, with everything that went wrong in it, a breach of the content policy included. */
export interface Visit {
  readonly page: Page;
  /** Fails when the page complained of anything but what is expected. */
  close(expected?: RegExp): Promise<void>;
}

/** A fresh browser profile each time: its own storage, language and colours. */
export async function openVisit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: "en-GB", baseURL: address, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  return {
    page,
    close: async (expected) => {
      await context.close();
      assert.deepEqual(
        complaints.filter((complaint) => !expected?.test(complaint)),
        [],
      );
    },
  };
}
