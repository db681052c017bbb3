/**
 * The press from inside, for whoever measures it or tries to break it: a template process that can be started without some
 * of its layers, and that gets documents as they are, without checks before.
 */

export { runOrder } from "./job/run-order.ts";
export type { MotherProcess } from "./process/template-process.ts";
export { startTrialMother } from "./process/trial-template.ts";
