/**
 * What every program of Platen does in the same way: it starts or says in plain lines why it cannot, logs, and stops
 * on a signal without leaving anything behind. A `main.ts` reads its settings, opens its parts and hands the rest to
 * `runProgram`. Nothing here knows about jobs.
 */
export { logSettings } from "./log-settings.ts";
export { type Log, openLog } from "./open-log.ts";
export { readSettings } from "./read-settings.ts";
export { type Program, runProgram } from "./run-program.ts";
export { type Setting, settingsIn } from "./setting.ts";
