import { access, constants, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "@platen/core";

/** A LibreOffice that is installed on this machine. */
export interface LibreOffice {
  /** What to start: LibreOffice itself where it can be reached, without the scripts around it. */
  readonly program: string;
  /** Such as 7.4.7.2. */
  readonly version: string;
  readonly buildId: string;
}

const usualPaths: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    "/usr/bin/soffice",
    "/usr/bin/libreoffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
  ],
  darwin: ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
};

const howToInstall: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    "apt-get install --no-install-recommends libreoffice-impress libreoffice-writer libreoffice-calc libreoffice-draw",
  darwin: "brew install --cask libreoffice",
};

/**
 * Finds LibreOffice at `configuredPath` or where it usually lies, and reads its version without starting it. Fails
 * with `unavailable` / `engine_unavailable` and the line that installs it.
 */
export async function findLibreOffice(configuredPath?: string): Promise<LibreOffice> {
  const candidates = configuredPath === undefined ? (usualPaths[process.platform] ?? []) : [configuredPath];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return describeProgram(candidate);
  }
  const install = howToInstall[process.platform] ?? "see https://www.libreoffice.org/download/";
  throw new AppError(
    "unavailable",
    "engine_unavailable",
    configuredPath === undefined
      ? `LibreOffice is not installed. Install it (${install}) or set SOFFICE_PATH.`
      : `SOFFICE_PATH names ${configuredPath}, which is no program. Correct it, or remove it and install LibreOffice (${install}).`,
  );
}

async function describeProgram(path: string): Promise<LibreOffice> {
  const program = await realpath(path);
  const folder = dirname(program);
  // The soffice beside it is a script around a program around this one, on Linux alone.
  const inner = join(folder, "soffice.bin");
  const facts = await versionFacts(folder);
  return { program: (await isExecutable(inner)) ? inner : program, ...facts };
}

/** LibreOffice keeps its version in its own settings; asking the program would start it. */
async function versionFacts(folder: string): Promise<{ version: string; buildId: string }> {
  const settings = await readFirst(folder, ["../share/registry/main.xcd", "../Resources/registry/main.xcd"]);
  const build = await readFirst(folder, ["versionrc", "version.ini", "../Resources/versionrc"]);
  return {
    version: /"ooSetupVersionAboutBox"[^>]*>\s*<value>([^<]+)</.exec(settings)?.[1] ?? "unknown",
    buildId: /^buildid=(.+)$/m.exec(build)?.[1]?.trim() ?? "",
  };
}

async function readFirst(folder: string, names: readonly string[]): Promise<string> {
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8").catch(() => "");
    if (text !== "") return text;
  }
  return "";
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
