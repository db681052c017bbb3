import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Converter } from "@platen/core";
import { Value } from "typebox/value";
import { type ConverterSettings, converterSettings } from "./converter-settings.ts";
import { findLibreOffice } from "./libreoffice/find-libreoffice.ts";
import { openConverter } from "./open-converter.ts";

function settingsWith(chosen: Partial<ConverterSettings>): ConverterSettings {
  return { ...Value.Create(converterSettings), ...chosen };
}

async function withConverter(
  opening: Promise<Converter>,
  look: (converter: Converter) => void | Promise<void>,
): Promise<void> {
  const converter = await opening;
  try {
    await look(converter);
  } finally {
    await converter.close();
  }
}

const engines = ["auto", "press", "libreoffice-convert"] as const;
const wallsAroundFiles = ["landlock", "user-ids"];

describe("openConverter", { timeout: 120_000 }, () => {
  it("opens the engine that is asked for, and says that it was asked for", () =>
    withConverter(openConverter(settingsWith({ engine: "libreoffice-convert" })), async (converter) => {
      const { engine, reason, missingLayers } = converter.describe();
      assert.equal(engine, "libreoffice-convert");
      assert.match(reason, /ENGINE/);
      assert.deepEqual(missingLayers, []);
      await converter.ping();
    }));

  it("tells clients of no path when the press does not run here, but the log", async () => {
    const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    try {
      // It can be started, but its libraries do not lie beside it, where the press looks.
      const { program } = await findLibreOffice();
      const sofficePath = join(folder, "program", "soffice");
      await mkdir(join(folder, "program"));
      await writeFile(sofficePath, "", { mode: 0o755 });
      await symlink(join(program, "../../share"), join(folder, "share"));
      for (const name of ["soffice.bin", "versionrc"])
        await symlink(join(program, "..", name), join(folder, "program", name));
      const settings = settingsWith({ sofficePath, jail: "best-effort" });
      const opening = openConverter(settings, { without: wallsAroundFiles });
      await withConverter(opening, (converter) => {
        const { engine, reason, reasonDetail } = converter.describe();
        assert.equal(engine, "libreoffice-convert");
        assert.match(reason, /does not run here/);
        assert.doesNotMatch(reason, /\//);
        assert.ok(reasonDetail?.includes(folder), reasonDetail);
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("says how to install LibreOffice where there is none", async () => {
    const settings = settingsWith({ sofficePath: "/no/such/soffice" });
    await assert.rejects(openConverter(settings), { code: "engine_unavailable", message: /install/i });
  });

  it("lets no engine open a document without a layer of the jail, and says which and what to do", async () => {
    for (const engine of engines)
      for (const without of [["seccomp"], wallsAroundFiles]) {
        await assert.rejects(
          openConverter(settingsWith({ engine }), { without }),
          { code: "engine_unavailable", message: new RegExp(`${without[0]}.*JAIL=best-effort`, "s") },
          `${engine} without ${without}`,
        );
      }
  });

  it("converts without a layer when JAIL says best-effort, and names the layer", async () => {
    for (const engine of engines) {
      const opening = openConverter(settingsWith({ engine, jail: "best-effort" }), {
        without: wallsAroundFiles,
      });
      await withConverter(opening, (converter) => {
        const { layers, missingLayers } = converter.describe();
        assert.deepEqual(missingLayers, ["landlock"]);
        assert.ok(layers.includes("seccomp"));
      });
    }
  });
});
