import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { converterSettings } from "@platen/converter";
import { defaultJobPolicy, isAppError } from "@platen/core";
import { newMemoryBackend } from "@platen/core/memory";
import { outboundSettings } from "@platen/outbound";
import { readSettings } from "@platen/program";
import { pino } from "pino";
import { Registry } from "prom-client";
import { openWorker } from "./open-worker.ts";
import { workerSettings } from "./worker-settings.ts";

describe("openWorker", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function open(environment: Record<string, string>) {
    const declarations = { worker: workerSettings, converter: converterSettings, outbound: outboundSettings };
    const settings = readSettings(declarations, { WORK_PATH: folder, ...environment });
    const log = pino({ level: "silent" });
    const parts = { backend: newMemoryBackend(), policy: defaultJobPolicy, log, registry: new Registry() };
    return openWorker(settings, parts);
  }

  it("finds LibreOffice, and leaves nothing when it is closed", async () => {
    const worker = await open({ ENGINE: "libreoffice-convert" });
    assert.equal(worker.converter.describe().engine, "libreoffice-convert");
    assert.equal((await readdir(folder)).length, 1);
    await worker.close();
    assert.deepEqual(await readdir(folder), []);
  });

  it("leaves nothing when LibreOffice is not there", async () => {
    await assert.rejects(open({ SOFFICE_PATH: "/nowhere/soffice" }), (error) =>
      isAppError(error, "engine_unavailable"),
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it("takes as many slots as there are processor cores, unless somebody says otherwise", async () => {
    const slotsOf = (environment: Record<string, string>) =>
      readSettings({ worker: workerSettings }, environment).worker.slots;
    assert.equal(slotsOf({}), undefined);
    assert.equal(slotsOf({ WORKER_SLOTS: "3" }), 3);
  });
});
