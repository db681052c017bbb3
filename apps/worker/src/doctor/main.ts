import { converterSettings, examine } from "@platen/converter";
import { readSettings } from "@platen/program";

// npm run doctor: what converting needs, what this machine has, and what a document could do in its jail.
const { lines, isSound } = await examine(readSettings(converterSettings, process.env));
for (const line of lines) console.log(line);
process.exitCode = isSound ? 0 : 1;
