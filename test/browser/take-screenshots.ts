import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { convert, untilHeading } from "./support/convert.ts";
import { presentation } from "./support/documents.ts";
import { openBrowser, openVisit } from "./support/open-browser.ts";
import { startPlaten } from "./support/start-platen.ts";

/** Takes the screenshots of the README: `node test/browser/take-screenshots.ts`. */
const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const platen = await startPlaten();
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  const { page, close } = await openVisit(browser, platen.address, {
    viewport: { width: 1_100, height: 740 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto("/");
  await page.getByText(/per file/).waitFor();
  await page.screenshot({ path: `${folder}page-start.png` });
  await convert(page, presentation("Annual review.pptx", 24));
  await untilHeading(page, /Your PDF is ready/);
  await page.setViewportSize({ width: 1_100, height: 620 });
  await page.screenshot({ path: `${folder}page-done.png` });
  await close();
} finally {
  await browser.close();
  await platen.close();
}
