/**
 * The press from inside, for whoever measures it or tries to break it: a mother that can be started without some of
 * her layers, and documents handed to her as they are, with no look at them before.
 */
export type { MotherProcess } from "./mother-process.ts";
export { runOrder } from "./run-order.ts";
export { startTrialMother } from "./trial-mother.ts";
