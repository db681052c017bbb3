import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { installParts } from "./install-parts.mjs";
import type { Machine } from "./machine.mjs";
import { engineParts, nativeParts, quickParts, systemParts } from "./system-parts.mjs";

const libreOffice = "/usr/lib/libreoffice/program";
const wholeLibreOffice = [
  ...["libsdlo.so", "libswlo.so", "libsclo.so"].map((name) => `${libreOffice}/${name}`),
  "/usr/lib/libreoffice/share/config/soffice.cfg/modules/scalc/ui/inputbar.ui",
];

/** A machine that has what is named, and nothing else. */
function machineWith(given: {
  programs?: Record<string, string>;
  files?: string[];
  fonts?: string[];
  platform?: NodeJS.Platform;
}): Machine {
  const { programs = {}, files = [], fonts = [], platform = "linux" } = given;
  return {
    platform,
    findProgram: (name) => programs[name],
    hasFile: (path) => files.includes(path),
    hasFont: (prefix) => fonts.includes(prefix),
  };
}

const whole = [
  ...[...wholeLibreOffice, `${libreOffice}/libsmlo.so`, `${libreOffice}/libdbaselo.so`],
  ...["de_DE", "en_US", "pl_PL", "uk_UA"].map((language) => `/usr/share/hyphen/hyph_${language}.dic`),
];

const apt = { "apt-get": "/usr/bin/apt-get", sudo: "/usr/bin/sudo" };

/** What a person reads meanwhile. */
function said(names: string[], machine: Machine, environment = {}): string {
  const lines: string[] = [];
  installParts(names, { machine, environment, print: (line: string) => lines.push(line) });
  return lines.join("\n");
}

describe("installing what the system lacks", () => {
  let folder: string;
  const path = process.env.PATH;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    process.env.PATH = `${folder}${delimiter}${path}`;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true, force: true });
  });

  /** An apt-get that notes how it was called, in the place of the real one. */
  async function placeApt(status: number): Promise<() => Promise<string[]>> {
    const script = `#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >>${folder}/calls\necho "E: broken" >&2\nexit ${status}\n`;
    // It knows every package but the one that Debian 12 has within another.
    const known = Object.values(systemParts).flatMap(({ debianPackages }) => debianPackages);
    const names = known.filter((name) => name !== "fonts-liberation-sans-narrow").join("\\n");
    await writeFile(join(folder, "apt-cache"), `#!/bin/sh\nprintf '${names}\\n'\n`, { mode: 0o755 });
    for (const name of ["apt-get", "sudo"]) {
      const content =
        name === "sudo" ? '#!/bin/sh\nwhile [ "$1" = -n ]; do shift; done\nexec "$@"\n' : script;
      await writeFile(join(folder, name), content);
      await chmod(join(folder, name), 0o755);
    }
    return async () =>
      existsSync(join(folder, "calls"))
        ? (await readFile(join(folder, "calls"), "utf8")).trim().split("\n")
        : [];
  }

  it("does nothing and calls nothing when all is there", async () => {
    const calls = await placeApt(0);
    const families = ["LiberationSans", "LiberationSansNarrow", "DejaVuSans", "Carlito", "Caladea"];
    const fonts = [...families, "EBGaramond", "NotoSansCJK", "NotoSansThai", "Symbola"];
    const tools = {
      qpdf: "/usr/bin/qpdf",
      pdftoppm: "/usr/bin/pdftoppm",
      cwebp: "/usr/bin/cwebp",
      "rsvg-convert": "/usr/bin/rsvg-convert",
    };
    const programs = { ...apt, ...tools, soffice: `${libreOffice}/soffice` };
    const machine = machineWith({ programs, files: whole, fonts });
    assert.equal(said(engineParts, machine), "");
    assert.deepEqual(await calls(), []);
  });

  it("installs by apt-get what is missing, says so and how to forbid it", async () => {
    const calls = await placeApt(0);
    const lines = said(engineParts, machineWith({ programs: apt }));
    const all = engineParts.flatMap((name) => systemParts[name]?.debianPackages ?? []);
    const packages = all.filter((name) => name !== "fonts-liberation-sans-narrow").join(" ");
    assert.match(
      packages,
      /^libreoffice-impress .* libreoffice-math hyphen-af .* fonts-symbola qpdf poppler-utils webp librsvg2-bin$/,
    );
    assert.ok(lines.includes(packages), lines);
    assert.match(lines, /PLATEN_NO_INSTALL=1 forbids it/);
    const [update, install] = await calls();
    assert.match(update ?? "", /^noninteractive update/);
    assert.ok(install?.startsWith(`noninteractive install -y --no-install-recommends ${packages}`), install);
  });

  it("does without an optional package that this release of Debian lacks", async () => {
    const calls = await placeApt(0);
    assert.equal(said(["liberationNarrow"], machineWith({ programs: apt })), "");
    assert.deepEqual(await calls(), []);
  });

  it("takes LibreOffice without one of its programs as missing", () => {
    const programs = { soffice: `${libreOffice}/soffice` };
    for (const lost of wholeLibreOffice) {
      const machine = machineWith({ programs, files: wholeLibreOffice.filter((file) => file !== lost) });
      assert.equal(systemParts.libreoffice?.isThere(machine), false, lost);
    }
    assert.equal(systemParts.libreoffice?.isThere(machineWith({ programs, files: wholeLibreOffice })), true);
  });

  it("takes equations and hyphenation for parts that Platen does without, at a price that it names", () => {
    const programs = { soffice: `${libreOffice}/soffice` };
    const lines = said(["math", "hyphenation"], machineWith({ programs, files: wholeLibreOffice }));
    assert.match(lines, /Math: without it equations .* vanish/);
    assert.match(lines, /without them lines of hyphenated texts break elsewhere/);
    assert.equal(said(["math", "hyphenation"], machineWith({ programs, files: whole })), "");
  });

  it("prints the command instead where that is asked for, and ends if it cannot do without", async () => {
    const calls = await placeApt(0);
    const machine = machineWith({ programs: apt });
    const forbidden = { PLATEN_NO_INSTALL: "1" };
    assert.throws(
      () => said(["libreoffice"], machine, forbidden),
      /^Error: Missing: LibreOffice\. Install what is missing: .*apt-get install .*libreoffice-impress/,
    );
    const lines = said(["carlito"], machine, forbidden);
    assert.match(lines, /^Missing: the Carlito fonts\. .*apt-get install .*fonts-crosextra-carlito$/);
    assert.deepEqual(await calls(), []);
  });

  it("has one line for each missing part where there is no apt-get", () => {
    const machine = machineWith({});
    const lines = said(["carlito", "caladea"], machine).split("\n");
    assert.equal(lines.length, 2);
    assert.throws(
      () => said(["libreoffice", "carlito"], machine),
      /^Error: Missing: LibreOffice; install LibreOffice with .*\nMissing: the Carlito fonts; install the Carlito fonts/,
    );
  });

  it("shows what apt-get says when it fails, and goes on only without what is optional", async () => {
    await placeApt(100);
    const machine = machineWith({ programs: apt });
    const lines = said(["carlito"], machine);
    assert.match(lines, /E: broken/);
    assert.throws(
      () => said(["libreoffice"], machine),
      /could not be installed.* Install it yourself: .*apt-get install/,
    );
  });

  it("wants what the native engine needs on Linux alone", () => {
    for (const name of [...nativeParts, ...quickParts]) {
      assert.equal(systemParts[name]?.isThere(machineWith({ platform: "darwin" })), true);
      assert.equal(systemParts[name]?.isThere(machineWith({})), false);
    }
  });
});
