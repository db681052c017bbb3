import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choose, convert, untilHeading } from "./support/convert.ts";
import { damagedPresentation, lockedPresentation, presentation } from "./support/documents.ts";
import { pagesOfDownload } from "./support/read-download.ts";
import type { Site } from "./support/site.ts";

/** Runs in the page: records everything that its live region announces. */
const listen = `
  globalThis.said = [];
  const status = document.querySelector("[role=status]");
  new MutationObserver(() => said.push(status.textContent)).observe(status, {
    subtree: true, childList: true, characterData: true,
  });
`;

export function testControl(site: Site): void {
  describe("control over the page", () => {
    it("shows the queue, and lets the user cancel and repeat a conversion", async () => {
      const { page, close } = await site.visit();
      const other = await page.context().newPage();
      await convert(other, presentation("first.pptx", 3_000)); // not done before it is canceled
      await untilHeading(other, /Converting/);
      await convert(page, presentation("second.pptx", 1));
      await untilHeading(page, /Waiting in the queue/);
      await page.getByText("Next in line").waitFor();

      await other.getByRole("button", { name: "Cancel" }).click();
      await other.getByRole("button", { name: "Undo" }).click();
      await untilHeading(other, /Converting/);
      await other.getByRole("button", { name: "Cancel" }).click();
      await other.getByRole("button", { name: "Undo" }).waitFor();
      await untilHeading(other, /Canceled/);
      await untilHeading(page, /Your PDF is ready/);
      await other.getByRole("button", { name: "Convert again" }).click();
      await untilHeading(other, /Converting/);
      await other.getByRole("button", { name: "Cancel" }).click(); // closing the page leaves no time to undo it
      await close();
    });

    it("works with only a keyboard", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      const focus = (selector: string) => page.locator(`${selector}:focus`).waitFor({ state: "attached" });
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Tab"); // the logo, which links to the start page
      await page.keyboard.press("Tab"); // the theme
      await page.keyboard.press("Tab"); // the language
      await page.keyboard.press("Tab");
      await focus("input[type=file]");
      await page.keyboard.press("Enter");
      await (await chooser).setFiles([presentation("keys.pptx", 2)]);
      await focus(".panel .primary");
      await page.keyboard.press("Enter");
      await untilHeading(page, /Your PDF is ready/);
      await focus("a[download]");
      const download = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      assert.equal(await pagesOfDownload(await download), 2);
      await close();
    });

    it("announces milestones, and nothing in between", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.evaluate(listen);
      await page.locator("input[type=file][accept]").setInputFiles([presentation("said.pptx", 50)]);
      await page.locator(".panel .primary").click();
      await untilHeading(page, /Your PDF is ready/);
      const said = await page.evaluate<string[]>("said");
      assert.equal(said[0]?.trim(), "1 file selected.");
      assert.equal(said.at(-1), "Your file is ready");
      assert.ok(said.length <= 4, said.join(" | "));
      await close();
    });

    it("follows the job by polling if events are blocked", async () => {
      const { page, close } = await site.visit();
      let looks = 0;
      await page.route("**/v1/*/*/events", (route) => route.abort());
      page.on("request", (request) => {
        if (/\/v1\/(jobs|batches)\/[\w-]+(\?|$)/.test(request.url())) looks += 1;
      });
      await convert(page, presentation("polled.pptx", 50));
      await untilHeading(page, /Your PDF is ready/);
      assert.ok(looks > 0, "nothing was asked");
      await close(/ERR_FAILED/);
    });

    it("shows in the language of the user what is wrong with a document and what to do", async () => {
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
      await spanish.page.getByRole("link", { name: "Convertir otros archivos" }).click();
      await untilHeading(spanish.page, /Convierte tus documentos/);
      await spanish.close();
      await close(/ERR_FAILED/);
    });

    it("lets the user enter the password of a document without choosing the file again", async () => {
      const { page, close } = await site.visit();
      await convert(page, await lockedPresentation("locked.odp", "öffne dich"));
      await untilHeading(page, /protected with a password/);
      await page.reload(); // the file is on the server: this page need not have it
      await page.getByLabel("Password of locked.odp").fill("wrong");
      await page.keyboard.press("Enter");
      await untilHeading(page, /The password does not open this file/);
      await page.getByLabel("Password of locked.odp").fill("öffne dich");
      await page.keyboard.press("Enter");
      await untilHeading(page, /Your PDF is ready/);
      await close();
    });

    it("asks before leaving while files are chosen or uploading, and not afterwards", async () => {
      const { page, close } = await site.visit();
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await page.route("**/v1/jobs", async (route) => {
        await held;
        await route.continue();
      });
      const refusesToLeave = async () => {
        const [question] = await Promise.all([
          page.waitForEvent("dialog"),
          page.close({ runBeforeUnload: true }),
        ]);
        assert.equal(question.type(), "beforeunload");
        await question.dismiss();
      };
      await choose(page, presentation("leaving.pptx", 1));
      await refusesToLeave();
      await page.locator(".panel .primary").click();
      await untilHeading(page, /Uploading/);
      await refusesToLeave();
      letThrough();
      await untilHeading(page, /Your PDF is ready/);
      await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
      await close();
    });

    it("changes the language at once and remembers it", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByRole("combobox", { name: "Language" }).selectOption("es");
      await untilHeading(page, /Convierte tus documentos/);
      await page.reload();
      await untilHeading(page, /Convierte tus documentos/);
      await close();
    });

    it("shows at once that a file would be refused", async () => {
      const { page, close } = await site.visit();
      await page.goto("/");
      await page.getByText(/per file/).waitFor();
      const photo = { name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("x") };
      await page.locator("input[type=file][accept]").setInputFiles([photo]);
      await page.locator(".row").getByText("Files of this type cannot be converted.").waitFor();
      assert.equal(await page.getByRole("button", { name: /Convert/ }).count(), 0);
      await choose(page, presentation("options.pptx", 1));
      await page.getByText("More options", { exact: true }).click();
      await page.getByLabel("Pages or slides").fill("0-x");
      await page.getByRole("button", { name: "Convert to PDF" }).click();
      await page.getByText("Enter page numbers and ranges").waitFor();
      await close();
    });
  });
}
