import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { execa } from "execa";
import { readPdf } from "../../contract/read-pdf.ts";
import { Inspection } from "../../inspection/inspection.ts";
import { defaultSourceLimits } from "../../preflight/source-limits.ts";
import { pdfBytes, pdfOfTexts } from "../../test-support/pdf-bytes.ts";
import type { ToolContext, ToolOutcome } from "../run-qpdf.ts";
import { openToolBench } from "../tool-bench.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Operation } from "./operation.ts";
import { readFacts } from "./read-facts.ts";

const limits = { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 20, maxResultBytes: 2 ** 28, timeoutMs: 30_000 };

describe("applyOperation", { timeout: 120_000 }, () => {
  let folder = "";
  let runs = 0;
  let context: ToolContext | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "operations-"));
    context = {
      bench: await openToolBench({ jail: "enforce", limits }),
      inspection: new Inspection({ sourceLimits: defaultSourceLimits, timeoutMs: 30_000 }),
      signal: new AbortController().signal,
    };
    await writeFile(join(folder, "abc.pdf"), pdfOfTexts(["one", "two", "three"]));
    await writeFile(join(folder, "xyz.pdf"), pdfOfTexts(["four", "five"], "Another"));
    await writeFile(join(folder, "mark.pdf"), pdfOfTexts(["SAMPLE"]));
    await writeFile(join(folder, "damaged.pdf"), "%PDF-1.7\nand nothing that is one\n%%EOF\n");
  });
  after(async () => {
    await context?.inspection.close();
    await rm(folder, { recursive: true });
  });

  async function outcomeOf(operation: Operation, ...names: string[]): Promise<ToolOutcome> {
    assert.ok(context !== undefined);
    runs += 1;
    const own = join(folder, `run-${runs}`);
    await mkdir(own);
    const inputs = names.map((name) => (name.startsWith("/") ? name : join(folder, name)));
    return applyOperation(operation, inputs, own, context);
  }
  async function apply(operation: Operation, ...names: string[]): Promise<string[]> {
    const outcome = await outcomeOf(operation, ...names);
    assert.ok(outcome.ok, outcome.ok ? "" : `${outcome.failure.code}: ${outcome.failure.detail}`);
    return [...outcome.paths];
  }
  async function codeOf(operation: Operation, ...names: string[]): Promise<string> {
    const outcome = await outcomeOf(operation, ...names);
    return outcome.ok ? "done" : outcome.failure.code;
  }
  const first = ([path]: string[]) => path ?? "";
  const textsOf = async (path: string) => (await readPdf(path)).pages.map(({ text }) => text);
  const outlineOf = async (path: string) => (await readPdf(path)).outline;

  it("merges in order, with the bookmarks of each source below one for it", async () => {
    const entries = [{ title: "Abc" }, { title: "Größe <&>" }];
    const path = first(await apply({ kind: "merge", entries }, "abc.pdf", "xyz.pdf"));
    assert.deepEqual(await textsOf(path), ["one", "two", "three", "four", "five"]);
    assert.deepEqual(await outlineOf(path), [
      ["Abc", 1],
      ["Größe <&>", 4],
    ]);
    const bare = first(await apply({ kind: "merge" }, "abc.pdf", "xyz.pdf"));
    assert.deepEqual(
      (await outlineOf(bare)).map(([, page]) => page),
      [1, 2, 3, 4, 5],
    );
    const given = [{ bookmarks: [] }, { bookmarks: [{ title: "Five", page: 2 }] }];
    const chosen = first(await apply({ kind: "merge", entries: given }, "abc.pdf", "xyz.pdf"));
    assert.deepEqual(await outlineOf(chosen), [["Five", 5]]);
  });

  it("splits every so many pages, and by chosen pages, each by itself or together", async () => {
    const all = async (operation: Operation) => Promise.all((await apply(operation, "abc.pdf")).map(textsOf));
    assert.deepEqual(await all({ kind: "split", mode: "intervals", span: 2 }), [["one", "two"], ["three"]]);
    const pages = { kind: "split", mode: "pages", pages: "1,3-" } as const;
    assert.deepEqual(await all({ ...pages, unify: false }), [["one"], ["three"]]);
    assert.deepEqual(await all({ ...pages, unify: true }), [["one", "three"]]);
    assert.equal(await codeOf({ ...pages, pages: "9", unify: true }, "abc.pdf"), "pages_out_of_range");
  });

  it("rotates chosen pages clockwise", async () => {
    const path = first(await apply({ kind: "rotate", angle: 90, pages: "2-" }, "abc.pdf"));
    const { stdout } = await execa("qpdf", ["--json", "--json-key=qpdf", path]);
    assert.equal(stdout.match(/"\/Rotate": 90/g)?.length, 2);
  });

  it("flattens form fields into the page, with what they hold", async () => {
    const path = first(await apply({ kind: "flatten" }, "abc.pdf"));
    assert.match((await textsOf(path))[0] ?? "", /one.*filled in|filled in.*one/);
    const { stdout } = await execa("qpdf", ["--json", "--json-key=acroform", path]);
    assert.deepEqual(JSON.parse(stdout).acroform.fields, []);
  });

  it("keeps links where it flattens, and what is in fields that have no look yet", async () => {
    const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]";
    const bytes = pdfBytes([
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] /DA (/None 0 Tf 0 g) >> >>",
      "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
      `${page} /Annots [5 0 R 8 0 R 9 0 R 10 0 R] >>`,
      `${page} >>`,
      "<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /Dest [4 0 R /Fit] >>",
      "<< /FT /Tx /T (a) /V (Gr\\366\\337e \\(1\\)) /Kids [8 0 R] >>",
      "<< /FT /Tx /T (b) /Ff 4096 /V (first\\nsecond) /DA (/F 9 Tf 1 0 0 rg) /Kids [9 0 R] >>",
      "<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [50 50 250 70] /F 4 >>",
      "<< /Type /Annot /Subtype /Widget /Parent 7 0 R /Rect [50 100 250 150] /F 4 >>",
      "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com) >> >>",
    ]);
    await writeFile(join(folder, "fields.pdf"), bytes);
    const path = first(await apply({ kind: "flatten" }, "fields.pdf"));
    const [text = ""] = await textsOf(path);
    assert.match(text, /Größe \(1\)/);
    assert.match(text, /first.*second|second.*first/s);
    const { stdout } = await execa("qpdf", ["--json=2", "--json-key=qpdf", path]);
    assert.doesNotMatch(stdout, /PLATEN|Widget/);
    const objects: Record<string, { value?: Record<string, unknown> }> = JSON.parse(stdout).qpdf[1];
    const links = Object.values(objects).flatMap(({ value }) =>
      value?.["/Subtype"] === "/Link" ? [value] : [],
    );
    const [target] = links.flatMap((link) => (link["/Dest"] as string[] | undefined)?.[0] ?? []);
    assert.deepEqual([links.length, objects[`obj:${target}`]?.value?.["/Type"]], [2, "/Page"]);
  });

  it("writes the document's facts, keeps the others, and reads them back", async () => {
    const metadata = { Title: "Größe 文", Keywords: "a, b", Author: "" };
    const path = first(await apply({ kind: "writeMetadata", metadata }, "abc.pdf"));
    const own = join(folder, "facts");
    await mkdir(own);
    assert.ok(context !== undefined);
    const read = await readFacts({ path }, own, context);
    assert.ok(read.ok);
    assert.equal(read.facts.pages, 3);
    assert.deepEqual(read.facts.metadata, {
      Title: "Größe 文",
      Keywords: "a, b",
      CreationDate: "D:20190304050607Z",
    });
  });

  it("writes bookmarks of several levels in the place of others", async () => {
    const bookmarks = [{ title: "Top", page: 2, children: [{ title: "Below", page: 3 }] }];
    const path = first(await apply({ kind: "writeBookmarks", bookmarks }, "abc.pdf"));
    assert.deepEqual(await outlineOf(path), [["Top", 2]]);
    assert.deepEqual(
      await outlineOf(first(await apply({ kind: "writeBookmarks", bookmarks: [] }, path))),
      [],
    );
  });

  it("lays another PDF under or over the chosen pages", async () => {
    const mark = { path: join(folder, "mark.pdf") };
    for (const kind of ["watermark", "stamp"] as const) {
      const texts = await textsOf(first(await apply({ kind, ...mark, pages: "1,3" }, "abc.pdf")));
      assert.deepEqual(
        texts.map((text) => text.includes("SAMPLE")),
        [true, false, true],
        kind,
      );
    }
  });

  it("embeds files under the names that they are given", async () => {
    const files = [{ path: join(folder, "xyz.pdf"), name: "Größe 1.pdf", mediaType: "application/pdf" }];
    const path = first(await apply({ kind: "embed", files }, "abc.pdf"));
    const { stdout } = await execa("qpdf", ["--list-attachments", path]);
    assert.match(stdout, /^Größe 1\.pdf/);
  });

  it("packs objects, and changes nothing that is seen", async () => {
    const path = first(await apply({ kind: "optimize" }, "abc.pdf"));
    assert.ok((await readFile(path, "latin1")).includes("/ObjStm"));
    assert.deepEqual(await textsOf(path), await textsOf(join(folder, "abc.pdf")));
  });

  it("makes JPEGs of large pictures where that is smaller", async () => {
    const [width, height] = [256, 256];
    const noise = Buffer.from(
      Array.from({ length: width * height * 3 }, (_, at) => 128 + ((at * 7919) % 23)),
    );
    const picture = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace [/ICCBased 6 0 R] /BitsPerComponent 8 /Length ${noise.length} >>\nstream\n${noise.toString("latin1")}\nendstream`;
    const bytes = pdfBytes([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /XObject << /P 4 0 R >> >> /Contents 5 0 R >>",
      picture,
      "<< /Length 30 >>\nstream\nq 200 0 0 200 0 0 cm /P Do Q  \nendstream",
      "<< /N 3 /Length 0 >>\nstream\n\nendstream",
    ]);
    await writeFile(join(folder, "picture.pdf"), bytes);
    const plain = first(await apply({ kind: "optimize" }, "picture.pdf"));
    const smaller = first(await apply({ kind: "optimize", images: true }, "picture.pdf"));
    const kindOf = async (path: string) =>
      (await execa("pdfimages", ["-list", path])).stdout.match(/ (jpeg|image) /g);
    assert.deepEqual(
      [await kindOf(plain), (await kindOf(smaller))?.at(-1)],
      [[" image ", " image "], " jpeg "],
    );
    const { stdout } = await execa("qpdf", ["--json=2", "--json-key=qpdf", smaller]);
    assert.match(stdout, /"\/ColorSpace": \[\s+"\/ICCBased"/);
    assert.doesNotMatch(stdout, /PLATEN/);
  });

  it("encrypts with AES-256, passwords of any signs and permissions, and takes them away again", async () => {
    const secrets = { openPassword: 'sé"same\n', ownerPassword: "-owner 文" };
    const permissions = { print: "low", copy: false, modify: false } as const;
    const path = first(await apply({ kind: "encrypt", ...secrets, permissions }, "abc.pdf"));
    const args = ["--show-encryption", `--password=${secrets.openPassword}`, path];
    const { stdout } = await execa("qpdf", args);
    assert.match(stdout, /^R = 6$/m);
    assert.match(stdout, /^file encryption method: AESv3$/m);
    assert.match(stdout, /^print low resolution: allowed$/m);
    assert.match(stdout, /^print high resolution: not allowed$/m);
    assert.match(stdout, /^extract for any purpose: not allowed$/m);
    assert.match(stdout, /^modify forms: allowed$/m);
    assert.equal(await codeOf({ kind: "optimize" }, path), "source_encrypted");
    assert.equal(await codeOf({ kind: "decrypt", password: "no" }, path), "wrong_password");
    const open = first(await apply({ kind: "decrypt", password: secrets.ownerPassword }, path));
    assert.deepEqual(await textsOf(open), ["one", "two", "three"]);
  });

  it("asks nobody for a password where only what may be done is restricted", async () => {
    const path = first(await apply({ kind: "encrypt", permissions: { copy: false } }, "abc.pdf"));
    assert.equal((await readPdf(path)).pages.length, 3);
    const { stdout } = await execa("qpdf", ["--show-encryption", path]);
    assert.match(stdout, /^Supplied password is user password$/m);
    assert.doesNotMatch(stdout, /^Supplied password is owner password$/m);
  });

  it("says that a PDF is damaged, and leaves the source as it was", async () => {
    assert.equal(await codeOf({ kind: "rotate", angle: 90 }, "damaged.pdf"), "source_corrupt");
    assert.equal(await codeOf({ kind: "merge" }, "abc.pdf", "damaged.pdf"), "source_corrupt");
    const before = await readFile(join(folder, "abc.pdf"));
    await apply({ kind: "optimize" }, "abc.pdf");
    assert.deepEqual(await readFile(join(folder, "abc.pdf")), before);
  });

  it("is canceled with its signal", async () => {
    assert.ok(context !== undefined);
    const own = join(folder, "canceled");
    await mkdir(own);
    const aborted = { ...context, signal: AbortSignal.abort() };
    const outcome = await applyOperation({ kind: "optimize" }, [join(folder, "abc.pdf")], own, aborted);
    assert.ok(!outcome.ok && outcome.failure.code === "canceled");
  });
});
