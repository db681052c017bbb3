import { after, before } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openBrowser, openVisit, type Visit } from "./open-browser.ts";
import { type Platen, startPlaten } from "./start-platen.ts";

export interface Site {
  visit(options?: BrowserContextOptions): Promise<Visit>;
}

/** One running Platen and one browser for the tests of a file. */
export function useSite(settings: Record<string, string> = {}): Site {
  let platen: Platen;
  let browser: Browser;
  before(async () => {
    [platen, browser] = await Promise.all([startPlaten(settings), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await platen?.close();
  });
  return { visit: (options) => openVisit(browser, platen.address, options) };
}
