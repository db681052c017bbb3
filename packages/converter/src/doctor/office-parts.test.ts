import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { missingPartLines, officePartsOf } from "./office-parts.ts";

const office = await findLibreOffice();

it("misses no part of the LibreOffice that the set-up installs", async () => {
  assert.deepEqual(await missingPartLines(officePartsOf(office)), []);
});

it("names the package of a part that is not there, and what is wrong without it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    const program = join(folder, "program", "soffice.bin");
    await mkdir(join(folder, "program"));
    const parts = officePartsOf({ ...office, program }).filter(({ name }) => name === "Math");
    assert.deepEqual(await missingPartLines(parts), [
      "missing part  Math: equations of texts and slides vanish; apt-get install libreoffice-math",
    ]);
    await writeFile(join(folder, "program", "libsmlo.so"), "");
    assert.deepEqual(await missingPartLines(parts), []);
  } finally {
    await rm(folder, { recursive: true });
  }
});
