import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { untilHeading } from "./support/convert.ts";
import { presentation } from "./support/documents.ts";
import { openBrowser, openVisit } from "./support/open-browser.ts";
import { pagesOfDownload } from "./support/read-download.ts";
import { startReverseProxy } from "./support/reverse-proxy.ts";
import { type Platen, startPlaten } from "./support/start-platen.ts";

describe("the page below a path of a reverse proxy", { timeout: 240_000 }, () => {
  let platen: Platen;
  let browser: Browser;
  before(async () => {
    const settings = { BASE_PATH: "/tools/platen", TRUST_PROXY: "loopback" };
    [platen, browser] = await Promise.all([startPlaten(settings), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await platen?.close();
  });

  for (const [name, path, takesAway] of [
    ["that takes it away and says so", "/other/place", true],
    ["that leaves it, as the setting says", "/tools/platen", false],
  ] as const)
    it(`goes from the upload to the PDF behind one ${name}`, async () => {
      const proxy = await startReverseProxy(platen.address, { path, takesAway });
      try {
        const { page, close } = await openVisit(browser, proxy.address);
        await page.goto(`${path}/`);
        await page.locator("input[type=file][accept]").setInputFiles([presentation("below.pptx", 2)]);
        await page.locator(".panel .primary").click();
        await page.waitForURL(`**${path}/sendings/*`);
        await untilHeading(page, /Your PDF is ready/);
        await page.reload();
        await untilHeading(page, /Your PDF is ready/);
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("link", { name: "Download PDF" }).click(),
        ]);
        assert.equal(new URL(download.url()).pathname.startsWith(`${path}/v1/jobs/`), true, download.url());
        assert.equal(await pagesOfDownload(download), 2);
        await close();
      } finally {
        proxy.close();
      }
    });
});
