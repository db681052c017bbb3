import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { AttachedRole, ConversionOptions } from "@platen/core";
import { createFont, createPicture } from "@platen/test-documents";
import { execa } from "execa";
import { verapdfJar } from "../../test-support/verify-pdfs.ts";
import { type PdfPage, readPdf } from "../contract/read-pdf.ts";
import { Inspection } from "../inspection/inspection.ts";
import { findJailLauncher } from "../jail/jail-launcher.ts";
import { firstToolUserId } from "../jail/user-ids.ts";
import { OwnFonts } from "../own-fonts/own-fonts.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import { openToolBench } from "../pdf-tools/tool-bench.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { callsIn } from "../test-support/allowed-calls.ts";
import { pdfBytes, pdfOfTexts } from "../test-support/pdf-bytes.ts";
import type { Finish } from "./finish.ts";
import { type Finished, finishPdfs, type NamedPdf, namesOfPdfs } from "./finish-pdfs.ts";

const limits = { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 20, maxResultBytes: 2 ** 28, timeoutMs: 30_000 };

describe("finishPdfs", { timeout: 120_000 }, () => {
  let folder = "";
  let runs = 0;
  let context: ToolContext | undefined;
  const three = (): NamedPdf => ({ path: join(folder, "three.pdf"), name: "a.docx", pages: 3 });
  const one = (): NamedPdf => ({ path: join(folder, "one.pdf"), name: "b.docx", pages: 1 });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "finish-pdfs-"));
    context = {
      bench: await openToolBench({ jail: "enforce", limits }),
      inspection: new Inspection({ sourceLimits: defaultSourceLimits, timeoutMs: 30_000 }),
      signal: new AbortController().signal,
    };
    await writeFile(join(folder, "three.pdf"), pdfOfTexts(["one", "two", "three"]));
    await writeFile(join(folder, "one.pdf"), pdfOfTexts(["alone"]));
  });
  after(async () => {
    await context?.inspection.close();
    await rm(folder, { recursive: true });
  });

  it("draws marks in the operator's own fonts, too", async () => {
    const path = join(folder, "fonts");
    await mkdir(path);
    await writeFile(join(path, "house.ttf"), createFont("Example House"));
    const fonts = await OwnFonts.open(path);
    try {
      const bench = await openToolBench({ jail: "enforce", limits, fonts });
      const options = { watermark: JSON.stringify({ text: "DRAFT", font: "Example House" }) };
      const finished = await finish([one()], options, { bench });
      assert.ok(finished.ok);
      const { stdout } = await execa("pdffonts", [finished.pdfs[0]?.path ?? ""]);
      assert.match(stdout, /ExampleHouse/);
    } finally {
      await fonts.close();
    }
  });

  async function finish(
    pdfs: readonly NamedPdf[],
    options: ConversionOptions,
    other: Partial<ToolContext> & Pick<Finish, "attachedFiles"> = {},
  ): Promise<Finished> {
    assert.ok(context !== undefined);
    runs += 1;
    const own = join(folder, `run-${runs}`);
    await mkdir(own);
    const { attachedFiles = [], ...parts } = other;
    return finishPdfs(
      pdfs,
      { options, attachedFiles },
      { folder: own, maxBytes: 2 ** 28 },
      { ...context, ...parts },
    );
  }
  async function finished(
    pdfs: readonly NamedPdf[],
    options: ConversionOptions,
  ): Promise<readonly NamedPdf[]> {
    const done = await finish(pdfs, options);
    assert.ok(done.ok, JSON.stringify(done));
    return done.pdfs;
  }
  async function codeOf(pdfs: readonly NamedPdf[], options: ConversionOptions): Promise<string> {
    const done = await finish(pdfs, options);
    return done.ok ? "done" : done.failure.code;
  }
  async function pagesOf([pdf]: readonly NamedPdf[]): Promise<readonly PdfPage[]> {
    return (await readPdf(pdf?.path ?? "")).pages;
  }
  const markOn = ({ places }: PdfPage, text: string) => {
    const place = places.find((each) => each.text === text);
    assert.ok(place !== undefined, `${text} is missing`);
    return place;
  };

  it("gives each range, each page or all chosen pages a PDF, within what there is", async () => {
    const pages = async (options: ConversionOptions) =>
      (await finished([three()], options)).map((pdf) => [pdf.name, pdf.pages]);
    assert.deepEqual(await pages({ split: "1-2,3-9" }), [
      ["a.docx_0", 2],
      ["a.docx_1", 1],
    ]);
    assert.deepEqual(await pages({ split: "2-", splitInto: "pages" }), [
      ["a.docx_0", 1],
      ["a.docx_1", 1],
    ]);
    assert.deepEqual(await pages({ split: "1-1,3-", splitInto: "one" }), [["a.docx_0", 2]]);
    assert.equal(await codeOf([three()], { split: "7-" }), "pages_out_of_range");
  });

  it("names the parts of several documents, and tells equal names apart", async () => {
    assert.deepEqual(namesOfPdfs(await finished([three(), one(), one()], { split: "2" })), [
      "a.docx_0.pdf",
      "a.docx_1.pdf",
      "b.docx_0.pdf",
      "b.docx_0 (2).pdf",
    ]);
  });

  it("lays a mark upright into its corner of pages of every size, turned ones too", async () => {
    const stamp = '{"text":"Seen","position":"top-right","size":20}';
    const pages = await pagesOf(await finished([three()], { rotate: "90:2", stamp }));
    for (const page of pages) {
      const { left, baseline } = markOn(page, "Seen");
      // Where the upper right corner is when the page is read.
      const [across, down] =
        page.rotation === 90
          ? [page.heightPoints - baseline, left]
          : [page.widthPoints - left, page.heightPoints - baseline];
      assert.ok(across > 28 && across < 90 && down > 28 && down < 60, `${across} ${down}`);
    }
  });

  it("writes every character of a mark as it is, also those of XML", async () => {
    const watermark = JSON.stringify({ text: 'R&D <"文">\nGröße', angle: 0 });
    const [page] = await pagesOf(await finished([one()], { watermark }));
    assert.match(page?.text.replaceAll(" ", "") ?? "", /R&D<"文">.*Größe|Größe.*R&D<"文">/);
  });

  it("passes over a PDF without the pages, unless none has them", async () => {
    const stamp = '{"text":"Seen","pages":"2-3"}';
    const [first, second] = await finished([three(), one()], { stamp });
    assert.ok(first && second);
    assert.deepEqual(
      (await pagesOf([first])).map(({ text }) => text.includes("Seen")),
      [false, true, true],
    );
    assert.equal((await pagesOf([second]))[0]?.text, "alone");
    assert.equal(await codeOf([one()], { stamp }), "pages_out_of_range");
  });

  async function fileOf(
    role: AttachedRole,
    filename: string,
    mediaType: string,
    content: Uint8Array | string,
  ) {
    runs += 1;
    const path = join(folder, `attached-${runs}`);
    await writeFile(path, content);
    return { role, filename, mediaType, path };
  }

  it("lays a picture or a page of a PDF over pages", async () => {
    const picture = createPicture({ width: 40, height: 20 });
    const png = await fileOf("stamp", "a.png", "image/png", picture);
    const stamp = '{"scale":0.2,"position":"bottom-left","pages":"2"}';
    const done = await finish([three()], { stamp }, { attachedFiles: [png] });
    assert.ok(done.ok, JSON.stringify(done));
    const { stdout } = await execa("pdfimages", ["-list", done.pdfs[0]?.path ?? ""]);
    const images = stdout
      .split("\n")
      .slice(2)
      .map((line) => line.trim().split(/ +/));
    assert.deepEqual(
      images.map(([page, , kind, width, height]) => [page, kind, width, height]),
      [["2", "image", "40", "20"]],
    );
    const sample = await fileOf("watermark", "a.pdf", "application/pdf", pdfOfTexts(["SAMPLE"]));
    const marked = await finish([one()], {}, { attachedFiles: [sample] });
    assert.ok(marked.ok, JSON.stringify(marked));
    assert.match((await pagesOf(marked.pdfs))[0]?.text ?? "", /SAMPLE/);
  });

  it("says that the file of a mark is at fault", async () => {
    const broken = await fileOf(
      "stamp",
      "a.pdf",
      "application/pdf",
      "%PDF-1.7\nand nothing that is one\n%%EOF\n",
    );
    const done = await finish([one()], {}, { attachedFiles: [broken] });
    assert.ok(!done.ok);
    assert.deepEqual(
      [done.failure.code, done.failure.message.slice(0, 24)],
      ["source_corrupt", "The file for the stamp: "],
    );
  });

  it("writes bookmarks by the names of the documents, and none that leads behind the last page", async () => {
    const named = (pdf: NamedPdf, filename: string) => ({ ...pdf, filename });
    const pdfs = [named(three(), "a.docx"), named(one(), "b.docx")];
    const write = (outline: object) => finished(pdfs, { outline: JSON.stringify(outline) });
    const outlineOf = async (pdf?: NamedPdf) => (await readPdf(pdf?.path ?? "")).outline;
    const [a, b] = await write({ "a.docx": [{ title: "A", page: 3 }], "c.docx": [] });
    assert.deepEqual(await outlineOf(a), [["A", 3]]);
    assert.deepEqual(await outlineOf(b), await outlineOf(one()));
    // Of a list for all, each PDF has those to its own pages.
    const list = [{ title: "Last", page: 3, children: [{ title: "First", page: 1 }] }];
    const [all, some] = await write(list);
    assert.deepEqual(await outlineOf(all), [["Last", 3]]);
    assert.deepEqual(await outlineOf(some), [["First", 1]]);
    assert.equal(await codeOf(pdfs, { outline: '[{"title":"x","page":4}]' }), "pages_out_of_range");
    assert.equal(
      await codeOf(pdfs, { outline: '{"b.docx":[{"title":"x","page":2}]}' }),
      "pages_out_of_range",
    );
  });

  it("puts files into the PDF, also those of the same name", async () => {
    const attachedFiles = [
      await fileOf("embed", "Größe.xml", "application/xml", "<a/>"),
      await fileOf("embed", "Größe.xml", "application/xml", "<b/>"),
    ];
    const done = await finish([one()], {}, { attachedFiles });
    assert.ok(done.ok, JSON.stringify(done));
    const path = done.pdfs[0]?.path ?? "";
    const { stdout } = await execa("qpdf", ["--list-attachments", path]);
    assert.match(stdout, /Größe.xml.*\nGröße \(2\).xml|Größe \(2\).xml.*\nGröße.xml/);
    const second = await execa("qpdf", ["--show-attachment=Größe (2).xml", path]);
    assert.equal(second.stdout, "<b/>");
  });

  it("says what the files are to the PDF, and makes PDF/A-3b of it that veraPDF takes", async () => {
    assert.ok(context !== undefined);
    const attachedFiles = [
      await fileOf("embed", "factur-x.xml", "application/octet-stream", "<a/>"),
      await fileOf("embed", "mail.eml", "message/rfc822", "Subject: x"),
      await fileOf("embed", "table.csv", "text/csv", "a,b"),
    ];
    const embedsMetadata = JSON.stringify({ "table.csv": { mimeType: "text/plain", relationship: "Data" } });
    const objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ];
    const path = join(folder, "bare.pdf");
    await writeFile(path, pdfBytes(objects));
    const ofJava = { ...limits, maxMemoryBytes: 3 * 2 ** 30, maxCpuSeconds: 60 };
    const bench = await openToolBench({ jail: "enforce", limits: ofJava, verapdfJar });
    const options = { embedsMetadata, pdfa: "3b", verify: true } as const;
    const done = await finish([{ path, name: "bare.pdf", pages: 1 }], options, { attachedFiles, bench });
    assert.ok(done.ok, JSON.stringify(done));
    const { stdout } = await execa("qpdf", ["--json=2", "--json-key=qpdf", done.pdfs[0]?.path ?? ""]);
    const made = Object.values(JSON.parse(stdout).qpdf[1]) as { value?: Record<string, unknown> }[];
    const told = made.flatMap(({ value }) =>
      value?.["/EF"] === undefined ? [] : [[value["/UF"], value["/AFRelationship"]]],
    );
    assert.deepEqual(told.sort(), [
      ["u:factur-x.xml", "/Alternative"],
      ["u:mail.eml", "/Unspecified"],
      ["u:table.csv", "/Data"],
    ]);
    const types = stdout.match(/"\/Subtype": "\/(text|message|application)[^"]+"/g)?.sort();
    assert.deepEqual(
      types,
      ["text/plain", "text/xml", "message/rfc822"].map((type) => `"/Subtype": "/${type}"`).sort(),
    );
  });

  it("draws marks in a jail that allows no call in vain", async () => {
    assert.ok(context !== undefined);
    const usual = await finish([one()], { stamp: "Seen" });
    assert.ok(usual.ok);
    for (const call of await callsIn("toolCalls")) {
      if (call === "getdents64") continue; // for fonts that fontconfig has not noted yet
      const jail = await findJailLauncher({ refusedCalls: [call], firstUserId: firstToolUserId });
      assert.ok(jail !== undefined);
      const done = await finish([one()], { stamp: "Seen" }, { bench: { ...context.bench, jail } });
      assert.ok(!done.ok, call);
    }
  });
});
