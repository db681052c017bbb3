import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import {
  createOpenDocument,
  createPresentation,
  createWordDocument,
  createWorkbook,
  presentationParts,
  zipPackage,
} from "@platen/test-documents";
import { unzipSync } from "fflate";
import { download, formOf, type ShownJob, submit, untilConverting, untilStatus } from "../support/client.ts";
import { Installation } from "../support/installation.ts";
import { readPdf } from "../support/read-pdf.ts";

const run = promisify(execFile);

interface UploadOffer {
  readonly uploadId: string;
  readonly url: string;
  readonly fields: Record<string, string>;
}

/** The same promises to clients for every layout of programs. `open` starts them and returns the address. */
export function testDocumentFlow(
  layout: string,
  open: (installation: Installation) => Promise<string>,
): void {
  describe(`the flow of a document, ${layout}`, { timeout: 280_000 }, () => {
    let installation: Installation;
    let url: string;

    before(async () => {
      installation = await Installation.open();
      url = await open(installation);
    });
    after(() => installation.close());

    it("goes from the upload through all states to a PDF with the same text", async () => {
      const content = createPresentation({ slides: 5 });
      const { id, status } = await submit(url, { name: "Señal 1.pptx", content });
      assert.equal(status, "queued");
      const job = await untilStatus(url, id, "succeeded");
      assert.equal(job.result?.pages, 5);
      assert.equal(job.result?.filename, "Señal 1.pdf");
      const response = await fetch(`${url}/v1/jobs/${id}/result`);
      assert.match(
        response.headers.get("content-disposition") ?? "",
        /^attachment; .*filename\*=UTF-8''Se%C3%B1al/,
      );
      const pages = await readPdf(new Uint8Array(await response.arrayBuffer()));
      assert.equal(pages.length, 5);
      for (const [index, text] of pages.entries()) assert.match(text, new RegExp(`Slide ${index + 1}`));
    });

    it("has the short routes", async () => {
      const { id } = await submit(url, { name: "short.pptx", content: createPresentation({ slides: 1 }) });
      await untilStatus(url, id, "succeeded");
      const status = await (await fetch(`${url}/api/status/${id}`)).json();
      assert.deepEqual(status, { id, status: "succeeded", percent: 100, error: null });
      assert.equal((await readPdf(await download(url, `/api/result/${id}`))).length, 1);
    });

    it("converts in one request by curl", async () => {
      const source = join(installation.folder, "deck.pptx");
      const result = join(installation.folder, "deck.pdf");
      await writeFile(source, createPresentation({ slides: 2 }));
      await run("curl", ["-sS", "--fail", "-F", `file=@${source}`, `${url}/v1/convert?to=pdf`, "-o", result]);
      assert.equal((await readPdf(await readFile(result))).length, 2);
    });

    it("gives a page as a picture, and several as a zip of pictures", async () => {
      const content = new Blob([Buffer.from(createPresentation({ slides: 2 }))]);
      const ask = async (pages: string) => {
        const address = `${url}/v1/convert?to=png&dpi=40&filename=deck.pptx&pages=${pages}`;
        const response = await fetch(address, { method: "POST", body: content });
        const name = response.headers.get("content-disposition");
        return [response.status, response.headers.get("content-type"), name];
      };
      assert.deepEqual(await ask("2"), [200, "image/png", 'attachment; filename="deck.png"']);
      assert.deepEqual(await ask("1-2"), [200, "application/zip", 'attachment; filename="deck.zip"']);
    });

    it("gives the results of a batch as one zip and as one PDF", async () => {
      const batch = randomUUID();
      const decks = [1, 2].map((slides) => ({ name: "deck.pptx", content: createPresentation({ slides }) }));
      for (const deck of decks) await untilStatus(url, (await submit(url, deck, { batch })).id, "succeeded");
      const archive = await download(url, `/v1/batches/${batch}/archive`);
      const entries = Object.entries(unzipSync(archive));
      const pages = entries.map(async ([name, pdf]) => [name, (await readPdf(pdf)).length]);
      assert.deepEqual(await Promise.all(pages), [
        ["deck.pdf", 1],
        ["deck (2).pdf", 2],
      ]);
      const merging = await fetch(`${url}/v1/batches/${batch}/merge`, { method: "POST" });
      const { id } = (await merging.json()) as ShownJob;
      assert.equal((await untilStatus(url, id, "succeeded")).result?.pages, 3);
    });

    it("accepts a large file as a direct upload", async () => {
      const offered = await fetch(`${url}/v1/uploads`, { method: "POST" });
      const { uploadId, fields, ...form } = (await offered.json()) as UploadOffer;
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const deck = createPresentation({ slides: 3 });
      body.set("file", new Blob([deck as Uint8Array<ArrayBuffer>]), "deck.pptx");
      const sent = await fetch(new URL(form.url, url), { method: "POST", body });
      assert.ok(sent.ok, await sent.text());
      const asked = { uploadId, filename: "deck.pptx", options: { pages: "2-3" } };
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/v1/jobs`, { method: "POST", headers, body: JSON.stringify(asked) });
      const { id } = (await answer.json()) as ShownJob;
      assert.equal((await untilStatus(url, id, "succeeded")).result?.pages, 2);
    });

    it("converts texts, sheets and OpenDocument too", async () => {
      const documents = [
        { name: "text.docx", content: createWordDocument({ paragraphs: [{ text: "Hello from a text" }] }) },
        { name: "sheet.xlsx", content: createWorkbook({ rows: [["Hello from a sheet"]] }) },
        { name: "open.odp", content: createOpenDocument({ kind: "odp", texts: ["Hello from a slide"] }) },
        { name: "plain.txt", content: Buffer.from("Hello from a plain file\n") },
      ];
      const jobs = await Promise.all(documents.map((document) => submit(url, document)));
      for (const { id } of jobs) {
        await untilStatus(url, id, "succeeded");
        assert.match((await readPdf(await download(url, `/v1/jobs/${id}/result`))).join(" "), /Hello from a/);
      }
    });

    it("applies the requested options", async () => {
      const content = createPresentation({ slides: 6 });
      const { id } = await submit(url, { name: "part.pptx", content }, { pages: "2-3,6" });
      await untilStatus(url, id, "succeeded");
      const text = (await readPdf(await download(url, `/v1/jobs/${id}/result`))).join(" ");
      assert.deepEqual(text.match(/Slide \d/g), ["Slide 2", "Slide 3", "Slide 6"]);
    });

    it("fails a document that cannot be opened, with a code and advice", async () => {
      const parts = { ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<p:presentation" };
      const { id } = await submit(url, { name: "broken.pptx", content: zipPackage(parts) });
      const { error } = await untilStatus(url, id, "failed");
      assert.equal(error?.code, "source_corrupt");
      assert.match(error?.message ?? "", /Open and save it/);
      const refused = await fetch(`${url}/v1/jobs/${id}/result`);
      assert.equal(refused.status, 409);
      assert.match(await refused.text(), /"code":"job_failed"/);
    });

    it("stops a canceled conversion", async () => {
      const { id } = await submit(url, { name: "long.pptx", content: createPresentation({ slides: 1_500 }) });
      await untilConverting(url, id);
      const canceled = await fetch(`${url}/v1/jobs/${id}/cancel`, { method: "POST" });
      assert.equal(canceled.status, 202);
      await untilStatus(url, id, "canceled");
    });

    it("returns the same job for the same Idempotency-Key", async () => {
      const document = { name: "once.pptx", content: createPresentation({ slides: 1 }) };
      const send = () =>
        fetch(`${url}/v1/jobs`, {
          method: "POST",
          body: formOf(document),
          headers: { "idempotency-key": "key-1" },
        });
      const [first, second] = await Promise.all([send(), send()]);
      const [one, other] = (await Promise.all([first.json(), second.json()])) as ShownJob[];
      assert.equal(one?.id, other?.id);
    });
  });
}
