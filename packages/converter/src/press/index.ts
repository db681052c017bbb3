/**
 * The press from inside, for whoever measures it or tries to break it: a template process that can be started without some
 * of its layers, and that gets documents as they are, without checks before.
 */
export type { MotherProcess } from "./mother-process.ts";
export { runOrder } from "./run-order.ts";
export { startTrialMother } from "./trial-mother.ts";
