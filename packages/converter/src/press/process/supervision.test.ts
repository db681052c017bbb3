import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { type Converter, isAppError } from "@platen/core";
import { createLongText, createPresentation, presentationParts, zipPackage } from "@platen/test-documents";
import { convertIn, type Document } from "../../contract/converting.ts";
import type { Engine } from "../../engine.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { openTestPress } from "../test-support/open-test-press.ts";
import { childrenOf } from "../test-support/processes.ts";

const deck: Document = {
  bytes: createPresentation({ slides: [{ title: "Shown" }, { title: "Hidden", hidden: true }] }),
  format: "pptx",
};
const long: Document = { bytes: createLongText(100_000), format: "docx" };

async function withPress<T>(use: (press: Converter) => Promise<T>, fallback?: Engine): Promise<T> {
  const limits = {
    timeoutMs: 60_000,
    maxCpuSeconds: 60,
    maxMemoryBytes: 3_221_225_472,
    maxResultBytes: 100_000_000,
  };
  const press = await openTestPress({ limits, fallback });
  try {
    return await use(press);
  } finally {
    await press.close();
  }
}

async function templateOfThisProcess(): Promise<number> {
  const [template] = childrenOf(process.pid).filter(({ name }) => name === "press");
  assert.ok(template !== undefined);
  return template.pid;
}

describe("the press", { timeout: 180_000 }, () => {
  it("charges no document with the end of the template process, and goes on with another", () =>
    withPress(async (press) => {
      const first = await templateOfThisProcess();
      const codes: string[] = [];
      const folder = await mkdtemp(join(tmpdir(), "supervision-"));
      const path = join(folder, "source.docx");
      await writeFile(path, long.bytes);
      const converting = press.convert(
        { source: { path, format: "docx" }, format: "pdf", options: {}, folder },
        {
          signal: new AbortController().signal,
          onProgress: ({ phase }) => {
            if (phase === "loading" && codes.push("killed") === 1) process.kill(first, "SIGKILL");
          },
        },
      );
      await assert.rejects(converting, { kind: "unavailable", code: "engine_unavailable" });
      await rm(folder, { recursive: true });
      const isConverted = await convertIn(press, deck, {}, async (next) => next.ok);
      assert.ok(isConverted);
      assert.notEqual(await templateOfThisProcess(), first);
    }));

  it("tells which fonts were missing and which slides are hidden", () =>
    withPress((press) =>
      convertIn(press, deck, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const { warnings, engine } = outcome.conversion;
        const office = await findLibreOffice();
        assert.equal(engine, `press/${office.version}`);
        assert.deepEqual(
          warnings.filter(({ code }) => code === "slides_hidden").map(({ message }) => message),
          ["1 of 2 slides is hidden and not in the PDF."],
        );
      }),
    ));

  it("ends what is under way as canceled when it is closed, and leaves no folder", async () => {
    const before = await pressFolders();
    let ending: Promise<string> = Promise.resolve("");
    await withPress(async (press) => {
      ending = convertIn(press, long, {}, async (outcome) => (outcome.ok ? "" : outcome.failure.code));
      await press.ping();
    });
    assert.equal(await ending, "canceled");
    assert.deepEqual(await pressFolders(), before);
  });

  it("gives what it cannot open to the other engine, once, and says which engine made the result", async () => {
    const asked: string[] = [];
    const fallback: Engine = {
      label: "other/1",
      run: async ({ request: { source, folder } }) => {
        asked.push(source.format);
        const path = join(folder, "other.pdf");
        await writeFile(path, onePagePdf);
        return { ok: true, paths: [path], warnings: () => [], failureOf: () => assert.fail("it is sound") };
      },
      describe: () => ({
        engine: "other",
        libreOfficeVersion: "1",
        reason: "for a test",
        layers: [],
        missingLayers: [],
      }),
      ping: async () => {},
      close: async () => {},
    };
    await withPress(async (press) => {
      const broken: Document = { bytes: brokenSlide(), format: "pptx" };
      await convertIn(press, broken, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const { path, ...made } = outcome.conversion;
        assert.deepEqual(
          [basename(path), made],
          ["other.pdf", { format: "pdf", pages: 1, engine: "other/1", warnings: [] }],
        );
      });
      await convertIn(press, deck, {}, async (outcome) =>
        assert.match(outcome.ok ? outcome.conversion.engine : "", /^press/),
      );
    }, fallback);
    assert.deepEqual(asked, ["pptx"]);
  });

  it("says what to do when LibreOffice does not start", async () => {
    const office = { ...(await findLibreOffice()), program: "/nowhere/program/soffice.bin" };
    const limits = { timeoutMs: 1_000, maxCpuSeconds: 1, maxMemoryBytes: 1e9, maxResultBytes: 1e6 };
    await assert.rejects(openTestPress({ office, limits }), (error) => {
      assert.ok(isAppError(error, "engine_unavailable"));
      assert.match(error.message, /LibreOffice did not start.*\/nowhere\/program/);
      return true;
    });
  });
});

/** The least that is a PDF of one page. */
const onePagePdf = [
  "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
  "2 0 obj\n<< /Type /Pages /Count 1 /Kids [] >>\nendobj\n",
  "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n",
  "trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n",
].join("");

/** Sound for whoever looks at the package, but LibreOffice finds no presentation in it. */
function brokenSlide(): Uint8Array {
  return zipPackage({ ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<no-presentation/" });
}

/** Those of this process only: others may be at work on the same machine. */
async function pressFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter(
    (name) => name.startsWith("platen-press-") && name.includes(`-${process.pid}-`),
  );
}
