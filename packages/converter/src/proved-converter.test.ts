import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createPresentation, presentationParts, zipPackage } from "@platen/test-documents";
import { Canary } from "./canary.ts";
import { convertIn } from "./contract/converting.ts";
import { findLibreOffice } from "./libreoffice/find-libreoffice.ts";
import { openLibreOfficeConvert } from "./libreoffice-convert/open-libreoffice-convert.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";
import { ProvedConverter } from "./proved-converter.ts";

const deck = { bytes: createPresentation({ slides: 1 }), format: "pptx" } as const;
const unavailable = { kind: "unavailable", code: "engine_unavailable" };

/** soffice as a script that starts LibreOffice as long as it may, and ends at once afterwards; no jail would let it. */
describe("an engine whose LibreOffice breaks", { timeout: 120_000 }, () => {
  let folder: string;
  let open: () => Promise<ProvedConverter>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    const office = await findLibreOffice();
    const program = join(folder, "soffice");
    await writeFile(program, `#!/bin/sh\n[ -e ${folder}/broken ] && exit 1\nexec ${office.program} "$@"\n`);
    await chmod(program, 0o755);
    const engine = openLibreOfficeConvert({
      office: { ...office, program },
      reason: "for a test",
      timeoutMs: 60_000,
      sourceLimits: defaultSourceLimits,
      officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 1e9 },
    });
    open = () => ProvedConverter.open(engine, new Canary({ format: "txt", bytes: Buffer.from("text") }));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is not opened when it converts nothing from the start", async () => {
    await writeFile(join(folder, "broken"), "");
    await assert.rejects(open(), {
      ...unavailable,
      message: /does not convert Platen's own test document.*npm run doctor/,
    });
  });

  it("blames no document afterwards, is not ready, and is both again once it is mended", async () => {
    const converter = await open();
    try {
      assert.ok(await convertIn(converter, deck, {}, async ({ ok }) => ok));
      await writeFile(join(folder, "broken"), "");
      await assert.rejects(
        convertIn(converter, deck, {}, async () => undefined),
        unavailable,
      );
      await assert.rejects(converter.ping(), unavailable);
      await rm(join(folder, "broken"));
      await converter.ping();
      assert.ok(await convertIn(converter, deck, {}, async ({ ok }) => ok));
    } finally {
      await converter.close();
    }
  });

  it("still blames a document that alone cannot be converted", async () => {
    const converter = await open();
    try {
      const parts = { ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<no-presentation/" };
      const bytes = zipPackage(parts);
      const code = await convertIn(converter, { bytes, format: "pptx" }, {}, async (outcome) =>
        outcome.ok ? "" : outcome.failure.code,
      );
      assert.equal(code, "source_corrupt");
    } finally {
      await converter.close();
    }
  });
});
