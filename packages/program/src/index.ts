/**
 * What every program of Platen does alike: it starts or says in plain lines why it cannot, it logs, and it stops on
 * a signal without leaving anything behind. A `main.ts` reads its settings, opens its parts and hands the rest to
 * `runProgram`. It knows nothing of jobs.
 */
export { type LogSettings, logSettings } from "./log-settings.ts";
export { type Log, openLog } from "./open-log.ts";
export { type Program, runProgram } from "./run-program.ts";
