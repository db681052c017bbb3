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
  // Without a locale, Chromium would save files under ASCII names.
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  return chromium.launch({ executablePath: findChromium(), args: quiet, env });
}

/** A page that records all its errors and warnings, including violations of the content policy. */
export interface Visit {
  readonly page: Page;
  /** Fails if the page logged an unexpected error or warning. */
  close(expected?: RegExp): Promise<void>;
}

/** Opens a page in a new browser profile with its own storage, language and colours. */
export async function openVisit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: "en-GB", baseURL: address, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  return {
    page,
    close: async (expected) => {
      await context.close();
      assert.deepEqual(
        errors.filter((error) => !expected?.test(error)),
        [],
      );
    },
  };
}
