import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { sourceFormats } from "@platen/core";
import { findLibreOffice } from "./find-libreoffice.ts";
import { importedExtensions, lackedFormats } from "./import-filters.ts";

const office = await findLibreOffice();

/** Of other documents than those that people convert: databases, charts, films, wildcards, and names for WPS Office. */
const leftOut = new Set(
  "* bib xml odc sxs mov zip xxx otm tab sylk pdf wdb wb1 wq1 wq2 wpt et ett dps dpt wn nx^d mp mwd lrf zmf qxd qxt p65 pm pm6 pmd jfif jif jpe xlc xlk xlm fh1 fh2 fh3 fh4 fh5 fh6 fh7 fh8 fh9 fh10 fh11 gnm".split(
    " ",
  ),
);

describe("the import filters of LibreOffice", () => {
  it("are known to the table of sources, but for what nobody converts", () => {
    const unknown = [...importedExtensions(office)].filter(
      (extension) => !(extension in sourceFormats) && !leftOut.has(extension) && extension !== "",
    );
    assert.deepEqual(unknown, []);
  });

  it("open every format of the table, but those of newer versions", () => {
    const newer = ["md"];
    assert.deepEqual(
      lackedFormats(office).filter((format) => !newer.includes(format)),
      [],
    );
  });

  it("are taken for complete where there is no registry to read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    try {
      assert.deepEqual(lackedFormats({ program: join(folder, "program", "soffice.bin") }), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
