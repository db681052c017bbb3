import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const library = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard"';

/**
 * Writes modules of Basic into the library `Standard` of a profile, where `macro:///Standard.NAME.SUB` finds them. They
 * must hold no text of a request: whatever they are to do they read while they run.
 */
export async function writeBasicLibrary(
  profileFolder: string,
  modules: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = join(profileFolder, "user", "basic", "Standard");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = Object.keys(modules).map((name) => `<library:element library:name="${name}"/>`);
  await writeFile(
    join(folder, "..", "script.xlc"),
    `${head}<library:libraries xmlns:library="http://openoffice.org/2000/library">` +
      '<library:library library:name="Standard" library:link="false"/></library:libraries>',
  );
  await writeFile(
    join(folder, "script.xlb"),
    `${head}<library:library ${library} library:readonly="false" library:passwordprotected="false">` +
      `${names.join("")}</library:library>`,
  );
  for (const [name, text] of Object.entries(modules))
    await writeFile(
      join(folder, `${name}.xba`),
      `${head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="${name}" ` +
        `script:language="StarBasic">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</script:module>`,
    );
}
