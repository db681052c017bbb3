import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findLibreOffice } from "./find-libreoffice.ts";

describe("findLibreOffice", () => {
  it("finds the one that is installed, with its version", async () => {
    const office = await findLibreOffice();
    assert.match(office.version, /^\d+\.\d+/);
    assert.notEqual(office.buildId, "");
  });

  it("takes the path that is set", async () => {
    const office = await findLibreOffice();
    assert.deepEqual(await findLibreOffice(office.program), office);
  });

  it("says how to put it right when nothing is there", async () => {
    await assert.rejects(findLibreOffice("/no/such/soffice"), {
      kind: "unavailable",
      code: "engine_unavailable",
      message: /SOFFICE_PATH names \/no\/such\/soffice/,
    });
  });
});
