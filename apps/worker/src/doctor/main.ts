import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { backendSettings, dataFoldersOf } from "@platen/backend";
import { converterSettings, examine, machineMemory, planCapacity } from "@platen/converter";
import { readSettings } from "@platen/program";
import { workerSettings } from "../worker-settings.ts";

// npm run doctor: what converting needs, what this machine has, and what a document could do in its jail.
// `-- --landlock N` looks at it as a kernel with no later version of Landlock than N would have it.
const { values } = parseArgs({ options: { landlock: { type: "string" } } });
const declarations = { converter: converterSettings, worker: workerSettings, backend: backendSettings };
const settings = readSettings(declarations, process.env);
const memoryBytes = await machineMemory();
const { slots, maxMemoryBytes, warning } = planCapacity(
  { slots: settings.worker.slots, maxMemoryBytes: settings.converter.limits.maxMemoryBytes },
  { processors: availableParallelism(), memoryBytes },
);
console.log(`memory        ${(memoryBytes / 2 ** 30).toFixed(1)} GB, for ${slots} documents at once`);
if (warning !== undefined) console.log(`memory        ${warning}`);
const { lines, isSound } = await examine(
  { ...settings.converter, limits: { ...settings.converter.limits, maxMemoryBytes } },
  {
    guarded: dataFoldersOf(settings.backend),
    ...(values.landlock !== undefined && { maxLandlockAbi: Number(values.landlock) }),
  },
);
for (const line of lines) console.log(line);
process.exitCode = isSound ? 0 : 1;
