import assert from "node:assert/strict";
import { access, copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const converter = fileURLToPath(new URL("..", import.meta.url));
const nodeModules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const empty = "int main() {}\n";
const broken = '#error "this does not compile"\n';

/** Opens the engine that there is, and says which layers it has, or why it does not open. */
const openProgram = `
import { Value } from "typebox/value";
import { converterSettings } from "./converter-settings.ts";
import { openConverter } from "./open-converter.ts";
try {
  const converter = await openConverter(Value.Create(converterSettings));
  console.log(JSON.stringify(converter.describe()));
  await converter.close();
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
`;

/** A converter whose native programs are others than this project's. */
describe("a native build that fails in one program", { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-native-"));
    await mkdir(join(folder, "native/src/programs"), { recursive: true });
    for (const name of ["build.mjs", "warm-up"])
      await cp(join(converter, "native", name), join(folder, "native", name), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function build(sources: Record<string, string>): Promise<number | undefined> {
    for (const [name, source] of Object.entries(sources))
      await writeFile(join(folder, "native/src/programs", `${name}.cc`), source);
    return (await execa(process.execPath, [join(folder, "native/build.mjs")], { reject: false })).exitCode;
  }

  async function built(): Promise<string[]> {
    const names = ["jail", "press", "probes"];
    const areThere = await Promise.all(
      names.map((name) =>
        access(join(folder, "native/build", name)).then(
          () => true,
          () => false,
        ),
      ),
    );
    return names.filter((_, index) => areThere[index]);
  }

  it("leaves the others built, fails, and leaves no older one in its place", async () => {
    assert.equal(await build({ press: empty, jail: empty, probes: empty, "launch-plan": "" }), 0);
    assert.deepEqual(await built(), ["jail", "press", "probes"]);
    assert.equal(await build({ press: broken }), 1);
    assert.deepEqual(await built(), ["jail", "probes"]);
    assert.equal(await build({ press: empty, jail: broken }), 1);
    assert.deepEqual(await built(), ["press", "probes"]);
  });

  it("never lets an engine open a document outside a jail that JAIL=enforce asks for", async () => {
    await mkdir(join(folder, "native/build"));
    await cp(join(converter, "src"), join(folder, "src"), { recursive: true });
    await symlink(nodeModules, join(folder, "node_modules"));
    await writeFile(join(folder, "src/open.ts"), openProgram);
    const opened = async () =>
      JSON.parse((await execa(process.execPath, [join(folder, "src/open.ts")])).stdout);
    const { code, message } = await opened();
    assert.equal(code, "engine_unavailable");
    assert.match(message, /not built/);
    await copyFile(join(converter, "native/build/jail"), join(folder, "native/build/jail"));
    assert.equal((await opened()).code, "engine_unavailable", "without the probes nobody knows what holds");
    await copyFile(join(converter, "native/build/probes"), join(folder, "native/build/probes"));
    const { engine, layers, missingLayers } = await opened();
    assert.deepEqual([engine, missingLayers], ["libreoffice-convert", []]);
    assert.ok(layers.includes("seccomp"));
  });
});
