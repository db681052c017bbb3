import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { differingParts, type Part } from "./support/compare-pictures.ts";
import { openDesignSite } from "./support/design-site.ts";
import { openBrowser, openVisit, type Visit } from "./support/open-browser.ts";

const folder = fileURLToPath(new URL("./look/", import.meta.url));
const languages = ["en", "es", "de", "fr", "pt"];

const wholePage = { fullPage: true, type: "jpeg", quality: 60 } as const;

/** Where each state lies, in the page's own pixels. */
const findParts = `[...document.querySelectorAll(".state")].map((state) => {
  const { top, height } = state.getBoundingClientRect();
  return { name: state.id, top: top + scrollY, height };
})`;

/**
 * After a change of the look that is meant, write the pictures anew with UPDATE_LOOK=1 and look at them before they are
 * committed.
 */
describe("the look of every state of the page", () => {
  let site: Awaited<ReturnType<typeof openDesignSite>>;
  let browser: Browser;
  before(async () => {
    [site, browser] = await Promise.all([openDesignSite(), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  async function visit(width: number, colorScheme: "light" | "dark", language = "en"): Promise<Visit> {
    const options = { viewport: { width, height: 900 }, deviceScaleFactor: 0.5, colorScheme } as const;
    const visit = await openVisit(browser, site.address, { ...options, reducedMotion: "reduce" });
    await visit.page.goto(`/design?${language}`);
    await visit.page.locator("#missing h1").waitFor();
    return visit;
  }

  for (const width of [320, 360, 768, 1_280]) {
    it(`is the one that is kept, ${width} pixels wide`, async () => {
      const { page, close } = await visit(width, width === 360 ? "dark" : "light");
      const path = `${folder}${width}.jpg`;
      const now = await page.screenshot(wholePage);
      if (process.env.UPDATE_LOOK === "1") {
        await mkdir(folder, { recursive: true });
        await writeFile(path, now);
      }
      const parts = await page.evaluate<Part[]>(findParts);
      assert.deepEqual(await differingParts(page, { kept: await readFile(path), now }, parts), []);
      assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth")) <= width);
      await close();
    });
  }

  it("shows when something has changed", async () => {
    const { page, close } = await visit(768, "light");
    const kept = await page.screenshot(wholePage);
    const parts = await page.evaluate<Part[]>(findParts);
    await page.evaluate("document.querySelector('#failed .primary').remove()");
    const now = await page.screenshot(wholePage);
    assert.ok((await differingParts(page, { kept, now }, parts)).includes("failed"));
    await close();
  });

  for (const language of languages) {
    it(`is accessible and fits the narrowest window in "${language}"`, async () => {
      const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      const { page, close } = await visit(320, "light", language);
      await page.evaluate(axe);
      // The colours are the same in every language.
      for (const colorScheme of language === "en" ? (["light", "dark"] as const) : (["light"] as const)) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const rules = JSON.stringify(rulesFor(language));
        const { violations } = (await page.evaluate(`axe.run({ rules: ${rules} })`)) as AxeResults;
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
        assert.deepEqual(found, [], colorScheme);
      }
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      assert.ok(wide <= 320, `${wide} wide`);
      await close();
    });
  }
});

/** Each state has a page to itself elsewhere: only here are there several headings, landmarks and equal ids. */
const ofWholePages = [
  "landmark-no-duplicate-main",
  "landmark-main-is-top-level",
  "landmark-unique",
  "duplicate-id-aria",
  "page-has-heading-one",
];

function rulesFor(language: string): Record<string, { enabled: false }> {
  const left = language === "en" ? ofWholePages : [...ofWholePages, "color-contrast"];
  return Object.fromEntries(left.map((rule) => [rule, { enabled: false }]));
}
