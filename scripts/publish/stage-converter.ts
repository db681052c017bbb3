import { cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { copyCompiled } from "./copy-compiled.ts";
import { manifestOf, writeManifest } from "./manifest.ts";

/** Our packages that it stands on. They are not published by themselves, so it brings them along. */
const bundled = ["core", "process"];
/** What was compiled for this kind of machine; the sources are for all others. */
const programs = ["jail", "press", "probes", "warm-up"];

/** Lays @platen/converter out as it is published. Gives its folder. */
export async function stageConverter(compiled: string, folder: string): Promise<string> {
  const source = join(root, "packages/converter");
  await copyCompiled(join(compiled, "packages/converter/src"), join(folder, "src"));
  const launcher = "src/libreoffice-convert/office-launcher.sh";
  await cp(join(source, launcher), join(folder, launcher));
  for (const part of ["build.mjs", "src", "warm-up"])
    await cp(join(source, "native", part), join(folder, "native", part), { recursive: true });
  const prebuilt = join(folder, "native/prebuilt", `${process.platform}-${process.arch}`);
  for (const name of programs)
    await cp(join(source, "native/build", name), join(prebuilt, name), { recursive: true });
  for (const name of bundled) {
    const own = join(folder, "node_modules/@platen", name);
    await copyCompiled(join(compiled, "packages", name, "src"), join(own, "src"));
    await writeManifest(own, await manifestOf(`packages/${name}`));
  }
  await cp(join(source, "README.md"), join(folder, "README.md"));
  await cp(join(root, "LICENSE"), join(folder, "LICENSE"));
  await writeManifest(folder, await manifestOf("packages/converter"), {
    bundleDependencies: bundled.map((name) => `@platen/${name}`),
  });
  return folder;
}
