import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import type { TemplateProcess } from "../process/template-process.ts";
import { startTrialTemplate } from "../process/trial-template.ts";

const architectures = ["x86_64-linux-gnu", "aarch64-linux-gnu"];
const isInstalled = architectures.some((name) => existsSync(`/usr/lib/${name}/libtcmalloc_minimal.so.4`));

describe("the press's memory", { timeout: 60_000 }, () => {
  let template: TemplateProcess;
  before(async () => {
    template = await startTrialTemplate({ office: await findLibreOffice() });
  });
  after(() => template.close());

  it("comes from tcmalloc where that is installed, and from the C library elsewhere", () => {
    assert.equal(template.ready.allocator, isInstalled ? "tcmalloc" : "the C library");
  });
});
