import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fontReplacementRules } from "./font-rules.ts";

/**
 * Makes a place in `folder` for what LibreOffice and fontconfig would otherwise keep where all users of the machine find it.
 * Gives the variables that lead there. Root may write those shared caches, and would leave files that nobody else can
 * read. fontconfig still reads the shared ones. The same file has our replacements of fonts and
 * `fontRules`, which may add some. The press does the same by itself, in `bootstrap-variables.cc`.
 */
export async function makeOwnCaches(
  folder: string,
  { fontRules = "" }: { readonly fontRules?: string } = {},
): Promise<Record<string, string>> {
  const fonts = join(folder, "fonts.conf");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(fonts, fontSettings(join(folder, "fonts"), fontRules));
  return {
    FONTCONFIG_FILE: fonts,
    // https://wiki.openoffice.org/wiki/Documentation/DevGuide/Extensions: where extensions for all users are unpacked.
    UNO_SHARED_PACKAGES_CACHE: pathToFileURL(join(folder, "extensions")).href,
  };
}

/** The first folder that may be written takes what is found; `fonts.conf` is fontconfig's own. */
function fontSettings(cacheFolder: string, fontRules: string): string {
  const path = cacheFolder.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return (
    `<?xml version="1.0"?>\n<fontconfig><cachedir>${path}</cachedir>${fontRules}\n${fontReplacementRules()}\n` +
    "<include>fonts.conf</include></fontconfig>\n"
  );
}
