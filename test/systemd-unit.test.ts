import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { backendSettings } from "@platen/backend";
import { settingsIn } from "@platen/program";
import { workerSettings } from "@platen/worker";
import { execa } from "execa";
import { projectFolder, readProjectFile } from "./support/project-files.ts";

const unit = readProjectFile("infra/systemd/platen.service");

describe("the unit of systemd", () => {
  let folder: string;
  let path: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-unit-"));
    path = join(folder, "platen.service");
    // What it starts has to exist.
    await writeFile(path, unit.replaceAll("/opt/platen", projectFolder));
  });

  after(() => rm(folder, { recursive: true }));

  it("is one that systemd accepts", async () => {
    const { all } = await execa("systemd-analyze", ["verify", "--man=no", path], { all: true });
    assert.doesNotMatch(all, /platen\.service/);
  });

  it("is rated as OK by systemd: 2.0 of 10 at most", async () => {
    await execa("systemd-analyze", ["security", "--offline=true", "--threshold=20", path]);
  });

  it("sets only settings that the programs read", () => {
    const known = settingsIn({ backendSettings, workerSettings }).map(({ variable }) => variable);
    const lines = [...unit.matchAll(/^Environment=(.*)$/gm)].map(([, line]) => line ?? "");
    const set = lines.flatMap((line) => line.split(" ")).map((pair) => pair.split("=")[0] ?? "");
    assert.deepEqual(
      set.filter((name) => !known.includes(name)),
      ["LANG", "HOME"],
    );
  });
});
