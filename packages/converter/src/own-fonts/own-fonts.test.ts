import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Converter } from "@platen/core";
import { createEmbeddedFont, createFont, createLongText } from "@platen/test-documents";
import { convertIn } from "../contract/converting.ts";
import { fontNamesOf } from "../contract/font-names.ts";
import { defaultConverterSettings } from "../converter-settings.ts";
import { findJailLauncher } from "../jail/jail-launcher.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { openLibreOfficeConvert } from "../libreoffice-convert/open-libreoffice-convert.ts";
import { openConverter } from "../open-converter.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { openTestPress } from "../press/test-support/open-test-press.ts";
import { childrenOf } from "../press/test-support/processes.ts";
import { type FontsReport, OwnFonts } from "./own-fonts.ts";

const officeLimits = { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 120, maxResultBytes: 1_073_741_824 };

const engines = {
  press: (fonts: OwnFonts) => openTestPress({ fonts }),
  "libreoffice-convert": async (fonts: OwnFonts) =>
    openLibreOfficeConvert({
      office: await findLibreOffice(),
      jail: await findJailLauncher(),
      ...{ reason: "for a test", timeoutMs: 120_000, officeLimits, sourceLimits: defaultSourceLimits, fonts },
    }),
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  path = join(folder, "fonts & <more>");
  await mkdir(path, { mode: 0o700 });
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, family: string) =>
  writeFile(join(path, name), createFont(family), { mode: 0o600 });

async function fontOf(converter: Converter, family: string): Promise<string> {
  const bytes = createEmbeddedFont({ kind: "docx", family, text: "House" });
  return convertIn(converter, { bytes, format: "docx" }, {}, async (outcome) => {
    assert.ok(outcome.ok);
    return (await fontNamesOf(outcome.conversion.path)).join();
  });
}

/** Opens the folder, and gives a way to wait for the next report. */
async function openWatched() {
  const reports: FontsReport[] = [];
  const fonts = await OwnFonts.open(path, { pauseMs: 20, onReport: (report) => reports.push(report) });
  const next = async () => {
    while (reports.length === 0) await pause(10);
    return reports.shift();
  };
  return { fonts, next };
}

describe("a folder of fonts of one's own", { timeout: 120_000 }, () => {
  for (const [engine, open] of Object.entries(engines))
    it(`is drawn with by ${engine}, in its jail, and again as it is after a change`, async () => {
      await put("one.ttf", "House One");
      const { fonts, next } = await openWatched();
      const converter = await open(fonts);
      try {
        assert.deepEqual(await next(), { outcome: "taken", files: 1, families: ["House One"], leftOut: [] });
        assert.equal(await fontOf(converter, "House One"), "HouseOne");
        await put("one.ttf", "House Two");
        await writeFile(join(path, "broken.otf"), createFont("Broken").subarray(0, 100));
        await writeFile(join(path, "LICENSE.txt"), "free");
        const changed = await next();
        assert.deepEqual(changed, {
          ...{ outcome: "taken", files: 1, families: ["House Two"] },
          leftOut: ["broken.otf"],
        });
        assert.equal(await fontOf(converter, "House Two"), "HouseTwo");
        assert.notEqual(await fontOf(converter, "House One"), "HouseOne");
        await rename(path, `${path}.away`);
        const kept = await next();
        assert.match(kept?.outcome === "kept" ? kept.problem : "", /cannot be read \(ENOENT\).*FONTS_PATH/);
        assert.equal(await fontOf(converter, "House Two"), "HouseTwo");
      } finally {
        await converter.close();
        await fonts.close();
      }
      assert.deepEqual(await leftFolders(), []);
    });

  it("disturbs nothing that is under way when it changes: the press before ends after its last document", async () => {
    const { fonts, next } = await openWatched();
    const press = await engines.press(fonts);
    try {
      await next();
      const started = Promise.withResolvers<void>();
      const long = join(folder, "source.docx");
      await writeFile(long, createLongText(60_000));
      const converting = press.convert(
        { source: { path: long, format: "docx" }, format: "pdf", options: {}, folder },
        { signal: new AbortController().signal, onProgress: () => started.resolve() },
      );
      await started.promise;
      await put("one.ttf", "House One");
      await next();
      assert.equal(presses(), 2);
      assert.equal(await fontOf(press, "House One"), "HouseOne");
      assert.ok((await converting).ok);
      while (presses() > 1) await pause(20);
    } finally {
      await press.close();
      await fonts.close();
    }
  });

  it("may hold links, folders and what nobody else may read, and what is hidden is not taken", async () => {
    await mkdir(join(path, "below", ".away"), { recursive: true });
    await put("below/.away/hidden.ttf", "House Hidden");
    await put("below/A.TTF", "House A");
    await writeFile(join(folder, "outside.ttf"), createFont("House B"));
    await symlink(join(folder, "outside.ttf"), join(path, "link.ttf"));
    await symlink(path, join(path, "below", "round"));
    const { fonts } = await openWatched();
    assert.deepEqual(fonts.facts.families, ["House A", "House B"]);
    await fonts.close();
  });

  it("stays what it was where the new fonts cannot be used, and is taken once they can", async () => {
    const { fonts, next } = await openWatched();
    let isRefused = true;
    fonts.onChange(async () => {
      if (isRefused) throw new Error("LibreOffice did not start");
    });
    await next();
    await put("one.ttf", "House One");
    assert.deepEqual(await next(), { outcome: "kept", problem: "LibreOffice did not start" });
    assert.deepEqual(fonts.facts.families, []);
    isRefused = false;
    await chmod(join(path, "one.ttf"), 0o644);
    assert.equal((await next())?.outcome, "taken");
    assert.deepEqual(fonts.facts.families, ["House One"]);
    await fonts.close();
  });

  it("stops the start where it is not there or no folder, and says which setting to change", async () => {
    await put("file.ttf", "House");
    for (const [fontsPath, message] of [
      [join(folder, "missing"), /cannot be read \(ENOENT\). Set FONTS_PATH/],
      [join(path, "file.ttf"), /FONTS_PATH names .* which is no folder/],
    ] as const)
      await assert.rejects(openConverter({ ...defaultConverterSettings, fontsPath }), {
        ...{ kind: "unavailable", code: "fonts_unusable", message },
      });
  });

  it("is told of by whoever describes the converter", async () => {
    await put("one.ttf", "House One");
    const settings = { ...defaultConverterSettings, fontsPath: path, engine: "libreoffice-convert" } as const;
    const converter = await openConverter(settings);
    assert.deepEqual(converter.describe().ownFonts, ["House One"]);
    await converter.close();
    assert.deepEqual(await leftFolders(), []);
  });
});

function presses(): number {
  return childrenOf(process.pid).filter(({ name }) => name === "press").length;
}

async function leftFolders(): Promise<string[]> {
  const isOwn = (name: string) => name.startsWith("platen-fonts-") && name.includes(`-${process.pid}-`);
  return (await readdir(tmpdir())).filter(isOwn);
}
