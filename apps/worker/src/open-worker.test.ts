import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { isAppError } from "@platen/core";
import { newMemoryBackend } from "@platen/core/memory";
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
    const properties = { ...workerSettings, ...converterSettings, ...policySettings };
    const settings = readSettings(properties, { WORK_PATH: folder, ...environment });
    const log = pino({ level: "silent" });
    return openWorker(settings, { backend: newMemoryBackend(), log, registry: new Registry() });
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
    const { WORKER_SLOTS: slots } = readSettings(workerSettings, {});
    assert.equal(slots, undefined);
    assert.equal(readSettings(workerSettings, { WORKER_SLOTS: "3" }).WORKER_SLOTS, 3);
  });
});
