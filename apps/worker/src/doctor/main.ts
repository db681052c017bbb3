import { parseArgs } from "node:util";
import { backendSettings, dataFoldersOf } from "@platen/backend";
import { converterSettings, examine } from "@platen/converter";
import { readSettings } from "@platen/program";

// npm run doctor: what converting needs, what this machine has, and what a document could do in its jail.
// `-- --landlock N` looks at it as a kernel with no later version of Landlock than N would have it.
const { values } = parseArgs({ options: { landlock: { type: "string" } } });
const settings = readSettings({ ...converterSettings, ...backendSettings }, process.env);
const { lines, isSound } = await examine(settings, {
  guarded: dataFoldersOf(settings),
  ...(values.landlock !== undefined && { maxLandlockAbi: Number(values.landlock) }),
});
for (const line of lines) console.log(line);
process.exitCode = isSound ? 0 : 1;
