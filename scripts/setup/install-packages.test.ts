import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isInstalled } from "./install-packages.mjs";

const script = fileURLToPath(new URL("./install-packages.mjs", import.meta.url));

describe("installing the packages", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const other = process.platform === "linux" ? "darwin" : "linux";
  const wanted = {
    "": { name: "project" },
    "packages/own": { version: "1.0.0" },
    "node_modules/own": { resolved: "packages/own", link: true },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/only-elsewhere": { version: "1.0.0", integrity: "sha512-b", optional: true, os: [other] },
    "node_modules/only-here": {
      version: "1.0.0",
      integrity: "sha512-c",
      optional: true,
      os: [process.platform],
    },
  };
  const { "node_modules/only-elsewhere": _, ...installed } = wanted;

  async function isInstalledWith(changes: Record<string, object | undefined>): Promise<boolean> {
    for (const path of ["own", "a", "only-here"])
      await mkdir(join(folder, "node_modules", path), { recursive: true });
    const hidden = JSON.stringify({ packages: { ...installed, ...changes } });
    return isInstalled(JSON.stringify({ packages: wanted }), hidden, folder);
  }

  it("is done when npm noted all that the lock file names, but for other platforms", async () => {
    assert.equal(await isInstalledWith({}), true);
  });

  it("is to be done when a package is missing, is another version, or has other content", async () => {
    assert.equal(await isInstalledWith({ "node_modules/a": undefined }), false);
    assert.equal(await isInstalledWith({ "node_modules/only-here": undefined }), false);
    const facts = wanted["node_modules/a"];
    assert.equal(await isInstalledWith({ "node_modules/a": { ...facts, version: "2.0.0" } }), false);
    assert.equal(await isInstalledWith({ "node_modules/a": { ...facts, integrity: "sha512-z" } }), false);
  });

  it("is to be done when nothing was installed, or a folder was taken away", async () => {
    assert.equal(isInstalled(JSON.stringify({ packages: wanted }), undefined, folder), false);
    assert.equal(await isInstalledWith({}), true);
    await rm(join(folder, "node_modules", "a"), { recursive: true });
    const hidden = JSON.stringify({ packages: installed });
    assert.equal(isInstalled(JSON.stringify({ packages: wanted }), hidden, folder), false);
  });

  /** A project without any dependency, so that npm needs no registry. */
  async function placeProject(): Promise<void> {
    await writeFile(join(folder, "package.json"), '{ "name": "project", "version": "1.0.0" }');
    execFileSync("npm", ["install", "--package-lock-only", "--offline"], { cwd: folder, stdio: "ignore" });
  }

  const install = (environment: Record<string, string> = {}) =>
    spawnSync(
      process.execPath,
      [
        "-e",
        `import(${JSON.stringify(pathToFileURL(script).href)}).then((all) => all.installPackages(${JSON.stringify(folder)}))`,
      ],
      { encoding: "utf8", env: { ...process.env, PLATEN_NO_INSTALL: "", ...environment } },
    );

  it("runs npm ci once, says so beside the command's own output, and remembers it", async () => {
    await placeProject();
    const first = install();
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stderr, /Installing the npm packages.*PLATEN_NO_INSTALL=1/);
    assert.equal(first.stdout, "");
    assert.equal(install().stderr, "");
    const stamp = await readFile(join(folder, "node_modules/.cache/platen/installed-packages"), "utf8");
    assert.match(stamp, new RegExp(`^[0-9a-f]{64} ${process.platform}-${process.arch}\n$`));
    await rm(join(folder, "node_modules"), { recursive: true });
    assert.match(install().stderr, /Installing/);
  });

  it("says what to do where it may not install", async () => {
    await placeProject();
    const { status, stderr } = install({ PLATEN_NO_INSTALL: "1" });
    assert.equal(status, 1);
    assert.match(stderr, /The npm packages are not installed\. Install them: npm ci/);
  });

  it("needs no home: where npm's cache cannot be, it has one for this time alone", async () => {
    await placeProject();
    await writeFile(join(folder, "file"), "");
    const TMPDIR = join(folder, "tmp");
    await mkdir(TMPDIR);
    const { status, stderr } = install({ npm_config_cache: join(folder, "file", "cache"), TMPDIR });
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      (await readdir(TMPDIR)).filter((name) => name.startsWith("platen-npm-")),
      [],
    );
    const { status: again } = install({ HOME: join(folder, "file"), npm_config_cache: "", TMPDIR });
    assert.equal(again, 0);
  });
});
