import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Converter, isAppError } from "@platen/core";
import { createLongText, createPresentation, presentationParts, zipPackage } from "@platen/test-documents";
import { convertIn, type Document } from "../../contract/converting.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { openTestPress } from "../test-support/open-test-press.ts";
import { childrenOf } from "../test-support/processes.ts";

const deck: Document = {
  bytes: createPresentation({ slides: [{ title: "Shown" }, { title: "Hidden", hidden: true }] }),
  format: "pptx",
};
const long: Document = { bytes: createLongText(100_000), format: "docx" };

async function withPress<T>(use: (press: Converter) => Promise<T>, other?: Converter): Promise<T> {
  const limits = {
    timeoutMs: 60_000,
    maxCpuSeconds: 60,
    maxMemoryBytes: 3_221_225_472,
    maxResultBytes: 100_000_000,
  };
  const press = await openTestPress({ limits, other });
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

describe("PressConverter", { timeout: 180_000 }, () => {
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

  it("tells which fonts were missing and which slides are hidden, and draws the first page", () =>
    withPress((press) =>
      convertIn(press, deck, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const { warnings, engine, thumbnailPath = "" } = outcome.conversion;
        const office = await findLibreOffice();
        assert.equal(engine, `press/${office.version}`);
        assert.deepEqual(
          warnings.filter(({ code }) => code === "slides_hidden").map(({ message }) => message),
          ["1 of 2 slides is hidden and not in the PDF."],
        );
        assert.equal((await readFile(thumbnailPath)).toString("latin1", 1, 4), "PNG");
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
    const made = { path: "other.pdf", pages: 1, engine: "other/1", warnings: [] };
    const other: Converter = {
      convert: async ({ source }) => {
        asked.push(source.format);
        return { ok: true, conversion: made };
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
      await convertIn(press, broken, {}, async (outcome) =>
        assert.deepEqual(outcome, { ok: true, conversion: made }),
      );
      await convertIn(press, deck, {}, async (outcome) =>
        assert.match(outcome.ok ? outcome.conversion.engine : "", /^press/),
      );
    }, other);
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
