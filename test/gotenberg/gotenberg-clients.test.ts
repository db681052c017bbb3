import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { createOpenDocument, createWordDocument, truncated } from "@platen/test-documents";
import { Chromiumly, LibreOffice, PDFEngines } from "chromiumly";
import { Installation } from "../support/installation.ts";
import { projectFolder } from "../support/project-files.ts";
import { pythonEnvironment } from "../support/python-environment.ts";
import { readPdf } from "../support/read-pdf.ts";

/** The real clients of Gotenberg 8, as their registries have them, against the real thing. */
describe("clients of Gotenberg", () => {
  let installation: Installation;
  let url: string;
  const at = (name: string) => join(installation.folder, name);

  before(async () => {
    installation = await Installation.open({ ALLOW_ANONYMOUS: "true" });
    ({ url } = await installation.start("standalone"));
    const first = createWordDocument({ paragraphs: [{ text: "First page" }] });
    await writeFile(at("1.docx"), first);
    await writeFile(at("2.odt"), createOpenDocument({ kind: "odt", texts: ["Second page"] }));
    await writeFile(at("broken.docx"), truncated(first, 0.5));
    Chromiumly.configure({ endpoint: url });
    const protectedPdf = await LibreOffice.convert({ files: [at("1.docx")], userPassword: "open" });
    await writeFile(at("protected.pdf"), protectedPdf);
  });
  after(() => installation.close());

  it("convert, merge and open with gotenberg-client, as paperless-ngx does, too", async () => {
    const python = await pythonEnvironment("gotenberg-client", "test/gotenberg/requirements.txt");
    const script = join(projectFolder, "test/gotenberg/clients.py");
    const { stdout } = await promisify(execFile)(python, [script, url, installation.folder]);
    const seen = JSON.parse(stdout);
    assert.match(seen.version, /^\d+\.\d+\.\d+$/);
    assert.equal(seen.health, "up");
    assert.deepEqual(seen.several, ["1.docx.pdf", "2.odt.pdf"]);
    const [status, type, text] = seen["needs a password"];
    assert.deepEqual([status, type], [400, "text/plain; charset=UTF-8"]);
    assert.match(text, /'password'/);
    assert.equal(seen.broken[0], 400);
    const texts = async (name: string) =>
      (await readPdf(await readFile(at(name)))).map((page) => page.trim());
    assert.deepEqual(await texts(seen.one), ["First page"]);
    assert.deepEqual(await texts(seen.merged), ["First page", "Second page"]);
    assert.deepEqual(await texts(seen.opened), ["First page"]);
    assert.deepEqual(await texts(seen.archived), ["First page"]);
    assert.match((await readFile(at(seen.archived))).toString("latin1"), /pdfaid:part/);
    assert.deepEqual(await texts(seen["put together"]), ["First page", "First page"]);
  });

  it("convert and change PDFs with chromiumly", async () => {
    const files = [at("2.odt"), at("1.docx")];
    const merged = await LibreOffice.convert({ files, merge: true });
    assert.equal((await readPdf(merged)).length, 2);
    await writeFile(at("both.pdf"), merged);
    const zip = await PDFEngines.split({
      files: [at("both.pdf")],
      options: { mode: "intervals", span: "1", unify: false },
    });
    assert.match(zip.toString("latin1"), /both_0\.pdf.*both_1\.pdf/s);
    const described = await PDFEngines.writeMetadata({
      files: [at("both.pdf")],
      metadata: { Author: "Ada" },
    });
    await writeFile(at("described.pdf"), described);
    const told = JSON.parse(String(await PDFEngines.readMetadata([at("described.pdf")])));
    assert.equal(told["described.pdf"].Author, "Ada");
    await assert.rejects(LibreOffice.convert({ files: [at("broken.docx")] }), /400/);
    await assert.rejects(LibreOffice.convert({ files: [at("protected.pdf")] }), /400/);
  });

  it("get pages without form fields, as Documenso wants them", async () => {
    const form = new FormData();
    form.append("files", new Blob([await readFile(at("1.docx"))]), "agreement.docx");
    form.append("exportFormFields", "false");
    const answer = await fetch(`${url}/forms/libreoffice/convert`, { method: "POST", body: form });
    assert.equal(answer.status, 200);
    const pdf = Buffer.from(await answer.arrayBuffer());
    assert.doesNotMatch(pdf.toString("latin1"), /\/AcroForm/);
    assert.deepEqual(
      (await readPdf(pdf)).map((page) => page.trim()),
      ["First page"],
    );
  });
});
