import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { locale } from "./pdf-options.ts";

/**
 * A default LibreOffice profile except for the locale, which decides the paper size of documents that name none.
 * LibreOffice completes it in its first run.
 */
export async function prepareProfile(folder: string): Promise<void> {
  await mkdir(join(folder, "user"), { recursive: true });
  await writeFile(
    join(folder, "user", "registrymodifications.xcu"),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
</oor:items>
`,
  );
}
