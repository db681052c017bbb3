import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choose, convert, untilHeading } from "./support/convert.ts";
import {
  damagedPresentation,
  lockedPresentation,
  longPresentation,
  presentation,
} from "./support/documents.ts";
import { pagesOfDownload } from "./support/read-download.ts";
import type { Site } from "./support/site.ts";

/** Run in the page: keeps everything that its live region says. */
const listen = `
  globalThis.said = [];
  const status = document.querySelector("[role=status]");
  new MutationObserver(() => said.push(status.textContent)).observe(status, {
    subtree: true, childList: true, characterData: true,
  });
`;

export function testControl(site: Site): void {
  describe("a person in control of the page", () => {
    it("waits in the queue, and cancels and repeats what runs", async () => {
      const { page, close } = await site.visit();
      const other = await page.context().newPage();
      await convert(other, longPresentation("first.pptx"));
      await untilHeading(other, /Converting/);
      await convert(page, presentation("second.pptx", 1));
      await untilHeading(page, /Waiting in the queue/);
      await page.getByText("Next in line").waitFor();

      await other.getByRole("button", { name: "Cancel" }).click();
      await untilHeading(other, /Canceled/);
      await untilHeading(page, /Your PDF is ready/);
      await other.getByRole("button", { name: "Convert again" }).click();
      await other.getByRole("listitem").filter({ hasText: "first.pptx" }).first().waitFor();
      await other.getByRole("button", { name: "Convert to PDF" }).waitFor();
      await close();
    });

    it("needs no more than a keyboard", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      const focus = (selector: string) => page.locator(`${selector}:focus`).waitFor({ state: "attached" });
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Tab"); // the name, which leads to the start
      await page.keyboard.press("Tab"); // the language
      await page.keyboard.press("Tab");
      await focus("input[type=file]");
      await page.keyboard.press("Enter");
      await (await chooser).setFiles([presentation("keys.pptx", 2)]);
      await focus("form .primary");
      await page.keyboard.press("Enter");
      await untilHeading(page, /Your PDF is ready/);
      await focus("a[download]");
      const download = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      assert.equal(await pagesOfDownload(await download), 2);
      await close();
    });

    it("is told of milestones, and of nothing in between", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.evaluate(listen);
      await page.locator("input[type=file]").setInputFiles([presentation("said.pptx", 50)]);
      await page.locator("form .primary").click();
      await untilHeading(page, /Your PDF is ready/);
      const said = await page.evaluate<string[]>("said");
      assert.equal(said[0]?.trim(), "1 file selected.");
      assert.equal(said.at(-1), "Your PDF is ready");
      assert.ok(said.length <= 4, said.join(" | "));
      await close();
    });

    it("follows the job by polling where events are blocked", async () => {
      const { page, close } = await site.visit();
      let looks = 0;
      await page.route("**/v1/jobs/*/events", (route) => route.abort());
      page.on("request", (request) => {
        if (/\/v1\/jobs\/[\w-]+$/.test(request.url())) looks += 1;
      });
      await convert(page, presentation("polled.pptx", 50));
      await untilHeading(page, /Your PDF is ready/);
      assert.ok(looks > 1, `looked ${looks} times`);
      await close(/ERR_FAILED/);
    });

    it("learns in its own language what is wrong with a document and what to do", async () => {
      const { page, close } = await site.visit();
      await convert(page, damagedPresentation("damaged.pptx"));
      await untilHeading(page, /The file is damaged/);
      await page
        .locator("main")
        .getByText("Open the file in the program that created it, save a copy, and upload the copy.")
        .waitFor();

      const spanish = await site.visit({ locale: "es-MX" });
      await spanish.page.goto(page.url());
      await untilHeading(spanish.page, /El archivo está dañado/);
      await spanish.page
        .locator("main")
        .getByText("Abre el archivo con el programa con el que se creó, guarda una copia y sube la copia.")
        .waitFor();
      assert.equal(await spanish.page.locator("html").getAttribute("lang"), "es");
      await spanish.page.getByRole("link", { name: "Convertir otro archivo" }).click();
      await untilHeading(spanish.page, /Convierte una presentación/);
      await spanish.close();
      await close();
    });

    it("enters the password of a document that has one, without choosing it again", async () => {
      const { page, close } = await site.visit();
      await convert(page, await lockedPresentation("locked.odp", "öffne dich"));
      await untilHeading(page, /protected with a password/);
      await page.getByRole("button", { name: "Enter the password" }).click();
      await page.locator("[name=password]:focus").waitFor();
      await page.keyboard.type("öffne dich");
      await page.keyboard.press("Enter");
      await untilHeading(page, /Your PDF is ready/);
      await close();
    });

    it("is asked before it leaves, but only while a file is on its way", async () => {
      const { page, close } = await site.visit();
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await page.route("**/v1/jobs", async (route) => {
        await held;
        await route.continue();
      });
      await choose(page, presentation("leaving.pptx", 1));
      await page.locator("form .primary").click();
      await untilHeading(page, /Uploading/);
      const [question] = await Promise.all([
        page.waitForEvent("dialog"),
        page.close({ runBeforeUnload: true }),
      ]);
      assert.equal(question.type(), "beforeunload");
      await question.dismiss();
      letThrough();
      await untilHeading(page, /Your PDF is ready/);
      await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
      await close();
    });

    it("changes the language at once and for good", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByRole("combobox", { name: "Language" }).selectOption("es");
      await untilHeading(page, /Convierte una presentación/);
      await page.reload();
      await untilHeading(page, /Convierte una presentación/);
      await close();
    });

    it("learns at once that a file would not be taken", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      const photo = { name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("x") };
      await page.locator("input[type=file]").setInputFiles([photo]);
      await page.locator(".row").getByText("This type of file cannot be converted.").waitFor();
      assert.equal(await page.getByRole("button", { name: /Convert/ }).count(), 0);
      await choose(page, presentation("options.pptx", 1));
      await page.getByText("Options", { exact: true }).click();
      await page.getByLabel("Pages or slides").fill("0-x");
      await page.getByRole("button", { name: "Convert to PDF" }).click();
      await page.getByText("Enter page numbers and ranges").waitFor();
      await close();
    });
  });
}
